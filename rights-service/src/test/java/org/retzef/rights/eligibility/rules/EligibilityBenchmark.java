package org.retzef.rights.eligibility.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * 100,000 households and 78 rights, each decided with its reasons, against the same rules written
 * in Java. Not part of the suite; see the service's README for how to run it.
 */
class EligibilityBenchmark {

  private static final int HOUSEHOLDS = 100_000;
  private static final int DIFFERENT = 1_000;
  private static final int ROUNDS = 6;

  @Test
  void decidesAHundredThousandHouseholds() {
    RuleBook book = AllRights.book();
    Random random = new Random(20260301);
    List<RandomHousehold> households = new ArrayList<>();
    for (int i = 0; i < DIFFERENT; i++) {
      households.add(new RandomHousehold(random, 0.9));
    }
    double rules = 0;
    double java = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      rules = perSecond(households, one -> book.decide(one.facts).size());
      java =
          perSecond(
              households,
              one -> HandWrittenRules.decide(one.household, one.persons, one.children).size());
      System.out.printf(
          "round %d: rule language %,.0f households a second, plain Java %,.0f, ratio %.2f%n",
          round, rules, java, rules / java);
    }
  }

  private interface Decision {
    int of(RandomHousehold household);
  }

  private static double perSecond(List<RandomHousehold> households, Decision decision) {
    long verdicts = 0;
    long start = System.nanoTime();
    for (int i = 0; i < HOUSEHOLDS; i++) {
      verdicts += decision.of(households.get(i % DIFFERENT));
    }
    if (verdicts != 78L * HOUSEHOLDS) {
      throw new AssertionError("So many verdicts were not asked for: " + verdicts);
    }
    return HOUSEHOLDS * 1e9 / (System.nanoTime() - start);
  }
}
