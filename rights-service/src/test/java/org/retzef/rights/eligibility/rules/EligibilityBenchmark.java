package org.retzef.rights.eligibility.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * 100,000 households, no two the same, and 78 rights, each decided with its reasons, against the
 * same rules written in Java. Not part of the suite; the service's README says how to run it.
 */
class EligibilityBenchmark {

  private static final int HOUSEHOLDS = 100_000;
  private static final int AT_A_TIME = 1_000;
  private static final int ROUNDS = 4;

  @Test
  void decidesAHundredThousandHouseholds() {
    RuleBook book = AllRights.book();
    Random random = new Random(20260301);
    for (int round = 1; round <= ROUNDS; round++) {
      long rules = 0;
      long java = 0;
      for (int done = 0; done < HOUSEHOLDS; done += AT_A_TIME) {
        List<RandomHousehold> households = next(random);
        rules += nanos(households, one -> book.decide(one.facts).size());
        java +=
            nanos(
                households,
                one -> HandWrittenRules.decide(one.household, one.persons, one.children).size());
      }
      System.out.printf(
          "round %d: rule language %,.0f households a second, plain Java %,.0f, ratio %.2f%n",
          round, HOUSEHOLDS * 1e9 / rules, HOUSEHOLDS * 1e9 / java, (double) java / rules);
    }
  }

  private static List<RandomHousehold> next(Random random) {
    List<RandomHousehold> households = new ArrayList<>();
    for (int i = 0; i < AT_A_TIME; i++) {
      households.add(new RandomHousehold(random, 0.9));
    }
    return households;
  }

  private interface Decision {
    int of(RandomHousehold household);
  }

  private static long nanos(List<RandomHousehold> households, Decision decision) {
    long verdicts = 0;
    long start = System.nanoTime();
    for (RandomHousehold household : households) {
      verdicts += decision.of(household);
    }
    if (verdicts != 78L * households.size()) {
      throw new AssertionError("So many verdicts were not asked for: " + verdicts);
    }
    return System.nanoTime() - start;
  }
}
