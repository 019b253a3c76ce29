package org.retzef.basket.serviceplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.retzef.basket.money.Money;

/** B23: what a place in a service costs. */
class PlanItemTest {

  @ParameterizedTest
  @CsvSource({
    "36000.00, 30, 1200.00", // 30 people who meet every two weeks [S2]
    "100.00, 3, 33.33",
    "200.00, 3, 66.67",
    "0.01, 2, 0.01", // half an agora is rounded up
    "0.00, 20, 0.00",
    "999999999999.99, 1, 999999999999.99"
  })
  void isRoundedToTheAgora(String cost, int participants, String each) {
    assertThat(PlanItem.perParticipant(Money.parse(cost), participants)).hasToString(each);
  }

  @Test
  void isNoFigureWithoutACostOrWithoutParticipants() {
    assertThat(PlanItem.perParticipant(null, 30)).isNull();
    assertThat(PlanItem.perParticipant(Money.parse("36000"), 0)).isNull();
  }

  @Test
  void isNeverMoreThanHalfAnAgoraOff() {
    var random = new Random(20);
    for (int i = 0; i < 10_000; i++) {
      long cost = random.nextLong(10_000_000_000L);
      int participants = 1 + random.nextInt(1_000_000);
      long each = PlanItem.perParticipant(new Money(cost), participants).agorot();
      assertThat(2 * Math.abs(each * participants - cost)).isLessThanOrEqualTo(participants);
    }
  }
}
