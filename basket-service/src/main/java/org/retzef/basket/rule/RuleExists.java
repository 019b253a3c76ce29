package org.retzef.basket.rule;

import org.retzef.platform.problem.Refusal;

/** There is a rule of this code already. */
final class RuleExists extends Refusal {

  RuleExists() {
    super(Kind.CONFLICT, "rule-exists");
  }
}
