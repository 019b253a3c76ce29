package org.retzef.training.unit;

import org.retzef.platform.problem.Refusal;

/** There is no such unit that is open, or the caller does not see it: no difference is shown. */
public final class UnitNotFound extends Refusal {

  public UnitNotFound() {
    super(Kind.NOT_FOUND, "unit-not-found");
  }
}
