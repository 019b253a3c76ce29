package org.retzef.family.centre;

import org.retzef.platform.problem.Refusal;

/** Only an Otzma centre has service users and activities. */
final class NoOtzmaCentre extends Refusal {

  NoOtzmaCentre() {
    super(Kind.CONFLICT, "not-a-centre");
  }
}
