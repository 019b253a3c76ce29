package org.retzef.basket.serviceplan;

import org.retzef.platform.problem.Refusal;

/** Self-developed services would take more than a fifth of the budget for the community. */
final class AboveCap extends Refusal {

  AboveCap(Cap cap) {
    super(Kind.CONFLICT, "self-developed-above-cap", amounts(cap));
  }

  /** What they cost, what is allowed, and of what; of a budget that is known. */
  static Object[] amounts(Cap cap) {
    return new Object[] {
      cap.used().toString(), String.valueOf(cap.allowed()), String.valueOf(cap.communityBudget())
    };
  }
}
