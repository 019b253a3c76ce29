package org.retzef.platform.caller;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.regex.Pattern;

/**
 * A place in the tree of units, from the country down: {@code IL.SOUTH.A2630.D1}. Kept as {@code
 * ltree} in the database.
 */
@Schema(type = "string", pattern = "^" + UnitPath.FORM + "$", example = "IL.SOUTH.A2630.D1")
public record UnitPath(@JsonValue String path) {

  static final String FORM = "IL(\\.[A-Z0-9_]{1,32}){0,6}";

  private static final Pattern PATTERN = Pattern.compile(FORM);

  @JsonCreator
  public UnitPath {
    if (path == null || !PATTERN.matcher(path).matches()) {
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
