package org.retzef.rights.eligibility.rules;

import java.util.List;
import java.util.Map;

/** What cannot be true at once: an expression that holds of every household. */
public final class Contradiction {

  private final CompiledExpression holds;

  Contradiction(CompiledExpression holds) {
    this.holds = holds;
  }

  /** Adds a fault that names the facts, if what is known of anybody breaks the expression. */
  void findIn(Facts facts, List<AnswerFault> faults) {
    for (int person = 0; person < (holds.isPerPerson() ? facts.persons() : 1); person++) {
      for (int child = 0; child < (holds.isPerChild() ? facts.children() : 1); child++) {
        if (holds.test(facts, person, child, Map.of()).status() == Status.FAILED) {
          faults.add(new AnswerFault(-1, "facts-contradict", String.join(", ", holds.facts())));
          return;
        }
      }
    }
  }
}
