package org.retzef.basket.approval;

import org.retzef.platform.problem.Refusal;

/** There is no such policy, or no longer. */
final class PolicyNotFound extends Refusal {

  PolicyNotFound() {
    super(Kind.NOT_FOUND, "policy-not-found");
  }
}
