package org.retzef.family.setup;

import org.retzef.platform.problem.Refusal;

/** The set-up of this programme was started in this department before. */
final class SetupStartedAlready extends Refusal {

  SetupStartedAlready() {
    super(Kind.CONFLICT, "set-up-started-already");
  }
}
