package org.retzef.training.unit;

import org.retzef.platform.caller.UnitPath;

/** Of what a forum is [S0]. */
public enum Level {
  COUNTRY,
  DISTRICT,
  /** An authority, or a department of it. */
  AUTHORITY;

  public static Level of(UnitPath unit) {
    long steps = unit.path().chars().filter(letter -> letter == '.').count();
    return values()[(int) Math.min(steps, AUTHORITY.ordinal())];
  }
}
