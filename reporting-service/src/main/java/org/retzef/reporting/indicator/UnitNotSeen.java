package org.retzef.reporting.indicator;

import org.retzef.platform.problem.Refusal;

/** The unit is outside the caller's, or is none. */
class UnitNotSeen extends Refusal {

  UnitNotSeen() {
    super(Kind.NOT_FOUND, "unit-not-found");
  }
}
