package org.retzef.reporting.headline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.retzef.reporting.headline.HeadlineQuery.Figure;
import org.retzef.reporting.headline.HeadlineQuery.Plan;
import org.retzef.reporting.indicator.Indicator;
import org.retzef.reporting.indicator.Indicator.NoRecord;

class HeadlineTest {

  private static final LocalDate DAY = LocalDate.of(2020, 9, 18);
  private static final LocalDate PUBLISHED = LocalDate.of(2020, 1, 1);

  @Test
  void showsACount() {
    var item = item(count(NoRecord.ZERO), Map.of("families", new Figure(2900L, null)));
    assertThat(item.value()).isEqualTo(2900);
    assertThat(item.unit()).isEqualTo("families");
    assertThat(item.note()).isNull();
  }

  @Test
  void tellsNothingHappenedFromNobodyHasSaid() {
    assertThat(item(count(NoRecord.ZERO), Map.of()).value()).isZero();
    var unknown = item(count(NoRecord.UNKNOWN), Map.of());
    assertThat(unknown.value()).isNull();
    assertThat(unknown.note()).isEqualTo("no-record");
  }

  /** The newsletter's own shares, and what rounds up and down. */
  @ParameterizedTest
  @CsvSource({
    "2900, 3494, 83",
    "150, 176, 85",
    "150, 177, 85",
    "1, 200, 1",
    "1, 201, 0",
    "5, 4, 125",
    "0, 7, 0"
  })
  void dividesByThePlanInForce(long families, long seats, long percent) {
    var item =
        item(share(), Map.of("families", new Figure(families, new Plan(seats, 2, PUBLISHED))));
    assertThat(item.value()).isEqualTo(percent);
    assertThat(item.numerator()).isEqualTo(families);
    assertThat(item.denominator()).isEqualTo(seats);
    assertThat(item.planVersion()).isEqualTo(2);
    assertThat(item.planPublishedOn()).isEqualTo(PUBLISHED);
  }

  @Test
  void givesNoShareWithoutAPlan() {
    for (Plan plan : new Plan[] {null, new Plan(0, 1, PUBLISHED)}) {
      var item = item(share(), Map.of("families", new Figure(2900L, plan)));
      assertThat(item.value()).isNull();
      assertThat(item.numerator()).isEqualTo(2900);
      assertThat(item.denominator()).isNull();
      assertThat(item.planVersion()).isNull();
      assertThat(item.note()).isEqualTo("no-denominator");
    }
  }

  private static Headline.Item item(Indicator indicator, Map<String, Figure> figures) {
    return Headline.of(DAY, List.of(indicator), figures).items().getFirst();
  }

  private static Indicator count(NoRecord whenNoRecord) {
    return new Indicator(
        "families", "", "", "", "", "", "", "families", null, null, whenNoRecord, "", 1);
  }

  private static Indicator share() {
    return new Indicator(
        "share", "", "", "", "", "", "", "percent", "families", "seats", NoRecord.ZERO, "", 1);
  }
}
