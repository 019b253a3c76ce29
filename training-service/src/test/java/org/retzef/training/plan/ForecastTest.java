package org.retzef.training.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.training.plan.Forecast.Standing;

class ForecastTest {

  private static final List<PlannedMonth> S3_MONTHS =
      List.of(
          new PlannedMonth(2, 10),
          new PlannedMonth(3, 15),
          new PlannedMonth(4, 20),
          new PlannedMonth(5, 20),
          new PlannedMonth(6, 20),
          new PlannedMonth(7, 15),
          new PlannedMonth(8, 5),
          new PlannedMonth(9, 15));

  @Test
  void showsAllThreeReckoningsOfTheSourceAndThatTheyDiffer() {
    Forecast forecast = Forecast.of(plan(S3_MONTHS, 25, new Range(3, 5)));
    assertThat(forecast.planned().sessions()).isEqualTo(new Range(120, 120));
    assertThat(forecast.planned().seats()).isEqualTo(new Range(1200, 1800));
    assertThat(forecast.narrative().sessions()).isEqualTo(new Range(75, 125));
    assertThat(forecast.narrative().seats()).isEqualTo(new Range(750, 1875));
    assertThat(forecast.needed()).isEqualTo(new Range(67, 100));
    assertThat(forecast.differ()).isTrue();
  }

  @Test
  void tellsEachMonthWhetherTheGoalIsReached() {
    assertThat(Forecast.of(plan(S3_MONTHS, 25, new Range(3, 5))).months())
        .extracting(Forecast.Month::standing)
        .containsExactly(
            Standing.BELOW_GOAL,
            Standing.BELOW_GOAL,
            Standing.BELOW_GOAL,
            Standing.BELOW_GOAL,
            Standing.MAY_REACH_GOAL,
            Standing.REACHES_GOAL,
            Standing.REACHES_GOAL,
            Standing.REACHES_GOAL);
  }

  @Test
  void doesNotInventADifference() {
    var months = List.of(new PlannedMonth(1, 80));
    assertThat(Forecast.of(plan(months, 20, new Range(4, 4))).differ()).isFalse();
  }

  private static PlanRequest plan(List<PlannedMonth> months, int weeks, Range aWeek) {
    return new PlanRequest(
        new UnitPath("IL"), 2012, 1000, new Range(10, 15), months, weeks, aWeek, null);
  }
}
