package org.retzef.family.figures;

import java.time.LocalDate;
import java.util.List;
import org.retzef.platform.caller.UnitPath;

/**
 * A unit's figures: the total is what hangs on the unit itself and the totals of its children.
 *
 * @param own what hangs on this unit and on none below it
 * @param children the units directly below
 */
record UnitFigures(
    UnitPath unit, LocalDate asOf, Figures total, Figures own, List<Child> children) {

  /** A unit directly below, with all below it. */
  record Child(UnitPath unit, Figures total) {}
}
