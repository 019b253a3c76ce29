package org.retzef.family.centre;

import org.retzef.platform.problem.Refusal;

/** The person is in this centre at that time already. */
final class InCentreAlready extends Refusal {

  InCentreAlready() {
    super(Kind.CONFLICT, "in-centre-already");
  }
}
