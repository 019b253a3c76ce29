package org.retzef.reporting.figure;

/** How a figure is broken down. */
public sealed interface Breakdown {

  /** Not at all. */
  record Whole() implements Breakdown {}

  /**
   * By the units below, and the unit itself with them.
   *
   * @param depth of their paths: 2 a district, 3 an authority, 4 a department, 5 a centre
   */
  record ByUnit(int depth) implements Breakdown {

    /** Whether it is one of the units, and not the one that is broken down. */
    public boolean isPart(String unit) {
      int names = 1;
      for (int i = unit.indexOf('.'); i >= 0; i = unit.indexOf('.', i + 1)) {
        names++;
      }
      return names == depth;
    }
  }

  /** By the values of a trait, such as {@code track}. */
  record ByTrait(String dimension) implements Breakdown {}

  /** By the unit itself and all units below it, at whatever depth. */
  record ByEachUnit() implements Breakdown {}

  /** By each unit and each value of a trait: {@code IL.SOUTH MAPA}. */
  record ByEachUnitAndTrait(String dimension) implements Breakdown {}
}
