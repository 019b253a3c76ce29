package org.retzef.basket.serviceplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.retzef.basket.money.Money;

/** B15: at most a fifth of the budget for the community, to the agora. */
class CapTest {

  private static final long SEED = 20240101;
  private static final int TRIES = 10_000;

  @Test
  void takesAFifthOfAnyBudgetAndNotAnAgoraMore() {
    var random = new Random(SEED);
    for (int i = 0; i < TRIES; i++) {
      Money budget = new Money(random.nextLong(100_000_000_000_000L));
      Cap empty = Cap.of(budget, Money.ZERO);
      Money fifth = new Money(budget.agorot() / 5);
      assertThat(empty.requireRoom(Money.ZERO, fifth).exceeded()).as("%s", budget).isFalse();
      assertThatThrownBy(() -> empty.requireRoom(Money.ZERO, new Money(fifth.agorot() + 1)))
          .as("%s", budget)
          .isInstanceOf(AboveCap.class);
      assertThat(fifth.agorot() * 5).isLessThanOrEqualTo(budget.agorot());
      assertThat((fifth.agorot() + 1) * 5).isGreaterThan(budget.agorot());
    }
  }

  @Test
  void tellsTheShareWithItsParts() {
    Cap cap = Cap.of(Money.parse("400000"), Money.parse("52000"));
    assertThat(cap)
        .isEqualTo(
            new Cap(
                Money.parse("400000"),
                Money.parse("80000"),
                Money.parse("52000"),
                Money.parse("28000"),
                new BigDecimal("13.00"),
                false));
    assertThat(Cap.of(Money.ZERO, Money.ZERO).percent()).isNull();
  }

  @Test
  void isExceededWhenTheBudgetWasCutAndLetsThroughWhatBringsTheUseDown() {
    Cap cut = Cap.of(Money.parse("100"), Money.parse("50"));
    assertThat(cut.exceeded()).isTrue();
    assertThat(cut.left()).hasToString("-30.00");
    assertThat(cut.requireRoom(Money.parse("50"), Money.parse("40")).exceeded()).isTrue();
    assertThat(cut.requireRoom(Money.parse("50"), Money.parse("20")).exceeded()).isFalse();
    assertThat(cut.requireRoom(Money.parse("50"), Money.parse("50")).exceeded()).isTrue();
    assertThatThrownBy(() -> cut.requireRoom(Money.parse("50"), Money.parse("50.01")))
        .isInstanceOf(AboveCap.class);
  }

  @Test
  void knowsNoShareOfABudgetThatNobodyHasTold() {
    Cap unknown = Cap.of(null, Money.ZERO);
    assertThat(unknown.requireRoom(Money.ZERO, Money.ZERO).exceeded()).isFalse();
    assertThatThrownBy(() -> unknown.requireRoom(Money.ZERO, new Money(1)))
        .isInstanceOf(CommunityBudgetMissing.class);
  }
}
