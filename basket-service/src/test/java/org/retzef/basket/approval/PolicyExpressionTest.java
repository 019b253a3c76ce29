package org.retzef.basket.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;

class PolicyExpressionTest {

  @Test
  void decidesByCategoryUnitAndTrack() {
    var policy =
        PolicyExpression.of(
            """
            'DEBT' in categories ? NATIONAL
              : unit.startsWith('IL.SOUTH') && track == 'MAPA' ? DISTRICT
              : aspect == 'RIGHTS' ? TEAM_LEAD : DEPARTMENT_HEAD
            """);
    assertThat(policy.tierOf(request(1, "FOOD"))).contains(Tier.DISTRICT);
    assertThat(policy.tierOf(request(1, "DEBT"))).contains(Tier.NATIONAL);
    assertThat(policy.answersAlways(List.of("FOOD", "DEBT"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "amount <=",
        "'TEAM_LEAD'",
        "amount > 5",
        "amount <= 1000.5 ? TEAM_LEAD : NATIONAL",
        "salary > 1 ? TEAM_LEAD : NATIONAL",
        "amount > shekels('1') ? TEAM_LEAD : NATIONAL",
        "TEAM_LEADER"
      })
  void refusesWhatMakesNoTier(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PolicyExpression.of(text))
        .withMessage("policy-expression-invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"7", "amount / 0", "amount * amount", "int(track)", "amount > 100000 ? 5 : 1"})
  void noticesWhatHasNoTierForSomeRequests(String text) {
    assertThat(PolicyExpression.of(text).answersAlways(List.of("FOOD"))).isFalse();
  }

  @Test
  void aFailureIsNoTier() {
    assertThat(PolicyExpression.of("amount / 0").tierOf(request(1, "FOOD"))).isEmpty();
  }

  private static RoutedRequest request(long agorot, String category) {
    return new RoutedRequest(
        new Money(agorot),
        List.of(category),
        "BASIC_NEEDS",
        new UnitPath("IL.SOUTH.A2630.D1"),
        "MAPA");
  }
}
