package org.retzef.family.centre;

import org.retzef.platform.problem.Refusal;

/** The person has left this centre already. */
final class LeftCentreAlready extends Refusal {

  LeftCentreAlready() {
    super(Kind.CONFLICT, "left-centre-already");
  }
}
