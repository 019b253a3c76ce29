package org.retzef.basket.approval;

import org.retzef.platform.problem.Refusal;

/** Requests were routed by it, so it stays; a change is a policy of a later day. */
final class PolicyInForce extends Refusal {

  PolicyInForce() {
    super(Kind.CONFLICT, "policy-in-force");
  }
}
