package org.retzef.family.fit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {

  private final Conditions conditions = new Conditions();

  @Test
  void takesAnUnknownFactAsToBeAskedAndNotAsNo() {
    Reason reason = judge("livesInPoverty", new Facts());
    assertThat(reason.outcome()).isEqualTo(Reason.Outcome.TO_BE_ASKED);
    assertThat(reason.missing()).containsExactly("livesInPoverty");
    assertThat(judge("!livesInPoverty", new Facts()).outcome())
        .isEqualTo(Reason.Outcome.TO_BE_ASKED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ages[1] < 18",
        "10 / minors > 3",
        "livesInPoverty && ages[0] > 5",
        "ages[3] > 1 "
      })
  void doesNotUnderstandWhatFailsOfAFamilyOfOneOrNone(String expression) {
    assertThat(conditions.understands(expression)).isFalse();
  }

  @Test
  void asksWhereAConditionMakesNoSenseOfTheFamily() {
    Reason reason = judge("ages[1] < 18", new Facts().with(Fact.AGES, List.of(41L)));
    assertThat(reason.outcome()).isEqualTo(Reason.Outcome.TO_BE_ASKED);
    assertThat(reason.missing()).isEmpty();
  }

  @Test
  void asksNothingThatDoesNotDecide() {
    String eastJerusalem = "authority == '3000' && livesInEastJerusalem";
    Facts elsewhere = new Facts().with(Fact.AUTHORITY, "2630");
    assertThat(judge(eastJerusalem, elsewhere).outcome()).isEqualTo(Reason.Outcome.FAILED);
    assertThat(judge(eastJerusalem, elsewhere).missing()).isEmpty();
    Facts jerusalem = new Facts().with(Fact.AUTHORITY, "3000");
    assertThat(judge(eastJerusalem, jerusalem).missing()).containsExactly("livesInEastJerusalem");
    jerusalem.with(Fact.LIVES_IN_EAST_JERUSALEM, true);
    assertThat(judge(eastJerusalem, jerusalem).outcome()).isEqualTo(Reason.Outcome.MET);
  }

  @Test
  void looksThroughTheAges() {
    String serving = "ages.exists(age, age >= 16 && age <= 25)";
    assertThat(judge(serving, new Facts().with(Fact.AGES, List.of(41L, 17L))).outcome())
        .isEqualTo(Reason.Outcome.MET);
    assertThat(judge(serving, new Facts().with(Fact.AGES, List.of(41L, 15L))).outcome())
        .isEqualTo(Reason.Outcome.FAILED);
    assertThat(judge(serving, new Facts().with(Fact.AGES, List.of())).outcome())
        .isEqualTo(Reason.Outcome.FAILED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "minors",
        "minors > ",
        "income > 5",
        "minors == 'two'",
        "",
        "true; drop table family"
      })
  void doesNotUnderstandWhatIsNoConditionOverTheFacts(String expression) {
    assertThat(conditions.understands(expression)).isFalse();
  }

  private Reason judge(String expression, Facts facts) {
    return conditions.judge(
        new Criterion("T", "c", expression, "ה", "ع", "e", 1, "test", true), facts);
  }
}
