package org.retzef.family.partner;

import org.retzef.platform.problem.Refusal;

/** The partner's reference stands for another referral. */
final class ReferenceTaken extends Refusal {

  ReferenceTaken() {
    super(Kind.CONFLICT, "partner-reference-taken");
  }
}
