package org.retzef.family.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of a family's file.
 *
 * @param memberId whose data changed; null where it was the family's own
 * @param changedBy the {@code sub} of who changed it
 */
public record FileChange(
    UUID id,
    @Nullable UUID memberId,
    Instant changedAt,
    String changedBy,
    List<FieldChange> changes) {

  @Override
  public String toString() {
    return "FileChange " + id;
  }
}
