package org.retzef.training.plan;

import org.retzef.platform.problem.Refusal;

/** The caller does not see this unit. */
final class UnitNotFound extends Refusal {

  UnitNotFound() {
    super(Kind.NOT_FOUND, "unit-not-found");
  }
}
