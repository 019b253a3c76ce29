package org.retzef.rights.eligibility.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule language decides what the same rules decide when they are written in Java. */
class SecondOpinionTest {

  private final RuleBook book = AllRights.book();

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 0.6, 0.9, 1})
  void decidesAsPlainJavaDoesHoweverMuchIsKnown(double known) {
    Random random = new Random(20260301);
    for (int i = 0; i < 400; i++) {
      RandomHousehold household = new RandomHousehold(random, known);
      List<Verdict> verdicts = book.decide(household.facts);
      List<HandWrittenRules.Found> found =
          HandWrittenRules.decide(household.household, household.persons, household.children);
      assertThat(verdicts).hasSize(78).hasSameSizeAs(found);
      for (int right = 0; right < found.size(); right++) {
        assertThat(verdicts.get(right).right()).isEqualTo(found.get(right).right());
        assertThat(verdicts.get(right).outcome())
            .as(found.get(right).right())
            .isEqualTo(found.get(right).outcome());
        assertThat(verdicts.get(right).conditions())
            .extracting(condition -> known(condition.status()))
            .containsExactly(found.get(right).conditions());
      }
    }
  }

  private static Boolean known(Status status) {
    return status == Status.UNKNOWN ? null : Boolean.valueOf(status == Status.MET);
  }
}
