package org.retzef.family.unit;

import org.retzef.platform.problem.Refusal;

/** The unit is not open on the day in question: nobody is taken in. */
public final class UnitClosed extends Refusal {

  public UnitClosed() {
    super(Kind.CONFLICT, "unit-closed");
  }
}
