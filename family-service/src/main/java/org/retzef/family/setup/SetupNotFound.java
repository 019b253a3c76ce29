package org.retzef.family.setup;

import org.retzef.platform.problem.Refusal;

/** The department has no set-up of this programme. */
final class SetupNotFound extends Refusal {

  SetupNotFound() {
    super(Kind.NOT_FOUND, "set-up-not-found");
  }
}
