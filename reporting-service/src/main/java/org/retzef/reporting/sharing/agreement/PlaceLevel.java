package org.retzef.reporting.sharing.agreement;

import java.util.List;
import org.retzef.platform.caller.UnitPath;

/** How exactly an agreement says where a family lives. Departments are never told. */
public enum PlaceLevel {
  COUNTRY(1),
  DISTRICT(2),
  AUTHORITY(3);

  private final int depth;

  PlaceLevel(int depth) {
    this.depth = depth;
  }

  /** The unit or the one above it that is as coarse as this. */
  public UnitPath of(UnitPath unit) {
    List<String> parts = List.of(unit.path().split("\\."));
    return new UnitPath(String.join(".", parts.subList(0, Math.min(depth, parts.size()))));
  }
}
