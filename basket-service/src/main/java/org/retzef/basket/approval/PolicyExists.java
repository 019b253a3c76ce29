package org.retzef.basket.approval;

import org.retzef.platform.problem.Refusal;

/** There is a policy from this day on already. */
final class PolicyExists extends Refusal {

  PolicyExists() {
    super(Kind.CONFLICT, "policy-exists");
  }
}
