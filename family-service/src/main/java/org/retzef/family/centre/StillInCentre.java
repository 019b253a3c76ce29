package org.retzef.family.centre;

import org.retzef.platform.problem.Refusal;

/** Only who has left every centre is erased. */
final class StillInCentre extends Refusal {

  StillInCentre() {
    super(Kind.CONFLICT, "still-in-centre");
  }
}
