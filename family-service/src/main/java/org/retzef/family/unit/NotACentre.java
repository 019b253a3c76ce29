package org.retzef.family.unit;

import org.retzef.platform.problem.Refusal;

/** Only an Otzma centre serves localities. */
final class NotACentre extends Refusal {

  NotACentre() {
    super(Kind.CONFLICT, "not-a-centre");
  }
}
