package org.retzef.rights.family;

import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/**
 * What other services' events tell of a family.
 *
 * @param members how many people the household counts
 * @param minors how many of them are under 18
 * @param enrolled whether it is or was in a track
 */
public record KnownFamily(UUID id, UnitPath unit, int members, int minors, boolean enrolled) {

  /** Of a row with the columns of {@code known_family}, {@code unit} as text. */
  public static KnownFamily of(Readable row) {
    return new KnownFamily(
        row.get("id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("members", Integer.class),
        row.get("minors", Integer.class),
        row.get("enrolled", Boolean.class));
  }
}
