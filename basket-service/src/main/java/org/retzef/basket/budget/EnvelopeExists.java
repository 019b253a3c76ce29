package org.retzef.basket.budget;

import org.retzef.platform.problem.Refusal;

/** The year has an envelope already. */
final class EnvelopeExists extends Refusal {

  EnvelopeExists() {
    super(Kind.CONFLICT, "envelope-exists");
  }
}
