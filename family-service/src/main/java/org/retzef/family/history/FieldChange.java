package org.retzef.family.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * @param field as in the requests: {@code givenName}
 * @param before null where there was nothing
 * @param after null where there is nothing any more
 */
public record FieldChange(String field, @Nullable String before, @Nullable String after) {

  /** Collects what is not the same before and after. */
  public static final class Collector {

    private final List<FieldChange> changes = new ArrayList<>();

    public Collector compare(String field, @Nullable Object before, @Nullable Object after) {
      if (!Objects.equals(before, after)) {
        changes.add(new FieldChange(field, text(before), text(after)));
      }
      return this;
    }

    public List<FieldChange> changes() {
      return List.copyOf(changes);
    }

    private static @Nullable String text(@Nullable Object value) {
      return value == null ? null : value.toString();
    }
  }

  @Override
  public String toString() {
    return "FieldChange " + field;
  }
}
