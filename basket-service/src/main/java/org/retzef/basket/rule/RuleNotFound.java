package org.retzef.basket.rule;

import org.retzef.platform.problem.Refusal;

/** There is no such rule. */
final class RuleNotFound extends Refusal {

  RuleNotFound() {
    super(Kind.NOT_FOUND, "rule-not-found");
  }
}
