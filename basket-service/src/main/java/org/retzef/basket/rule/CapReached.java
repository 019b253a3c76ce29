package org.retzef.basket.rule;

import org.retzef.basket.money.Money;
import org.retzef.platform.problem.Refusal;

/** The family would get more than a rule's cap; says which rule, its cap and what is left of it. */
final class CapReached extends Refusal {

  CapReached(SpendingRule rule, Money cap, Money left) {
    super(
        Kind.CONFLICT,
        "cap-reached",
        rule.code(),
        cap.toString(),
        String.valueOf(rule.windowMonths()),
        left.toString());
  }
}
