package org.retzef.family.consent;

import org.retzef.platform.problem.Refusal;

/** It was withdrawn or ran out before. */
final class ConsentEnded extends Refusal {

  ConsentEnded() {
    super(Kind.CONFLICT, "consent-ended");
  }
}
