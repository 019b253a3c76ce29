package org.retzef.family.unit;

import org.retzef.platform.problem.Refusal;

/** There is a unit of this path already. */
final class UnitExists extends Refusal {

  UnitExists() {
    super(Kind.CONFLICT, "unit-exists");
  }
}
