package org.retzef.platform.caller;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A place in the tree of units, from the country down: {@code IL.SOUTH.A2630.D1}. Kept as {@code
 * ltree} in the database.
 */
public record UnitPath(@JsonValue String path) {

  private static final Pattern FORM = Pattern.compile("IL(\\.[A-Z0-9_]{1,32}){0,6}");

  @JsonCreator
  public UnitPath {
    if (path == null || !FORM.matcher(path).matches()) {
      throw new IllegalArgumentException("unit-invalid");
    }
  }

  public boolean contains(UnitPath other) {
    return other.path.equals(path) || other.path.startsWith(path + ".");
  }

  @Override
  public String toString() {
    return path;
  }
}
