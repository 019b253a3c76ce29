package org.retzef.family.referral;

import org.retzef.platform.problem.Refusal;

/** The family did not agree that this partner learns of it. */
final class ConsentMissing extends Refusal {

  ConsentMissing() {
    super(Kind.CONFLICT, "consent-missing");
  }
}
