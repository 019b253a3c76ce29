package org.retzef.rights.takeup;

import org.retzef.platform.problem.Refusal;

final class UnitNotFound extends Refusal {

  UnitNotFound() {
    super(Kind.NOT_FOUND, "unit-not-found");
  }
}
