package org.retzef.reporting.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.retzef.reporting.indicator.Reckoning.Line;
import tools.jackson.databind.json.JsonMapper;

class ThoseBehindTest {

  private static final String UNIT = "IL.SOUTH";
  private static final LocalDate END = LocalDate.of(2026, 6, 30);
  private static final Point TIME = new Point(LocalDate.of(2026, 1, 1), END);

  private final Indicators catalogue = new Indicators(new JsonMapper());

  ThoseBehindTest() throws IOException {}

  @Test
  void areOfATimeTheMoreOfThoseWhoCameAndThoseOfTheMonthWithTheMost() {
    assertThat(behind(TIME, 2, 7)).isEqualTo(7);
    assertThat(behind(TIME, 9, 7)).isEqualTo(9);
  }

  @Test
  void areOfADayAllWhoCameUntilThen() {
    assertThat(behind(Point.day(END), 2, 0)).isEqualTo(2);
  }

  @Test
  void areAtLeastOneWhereThereIsAnAmount() {
    assertThat(behind(TIME, 0, 0)).isEqualTo(1);
  }

  @Test
  void areNobodyWhereThereIsNone() {
    ThoseBehind behind = ThoseBehind.of(List.of(line("families_paid", TIME, 3)), List.of());
    assertThat(behind.insteadOf(line("money_paid", TIME, 0)).value()).isEqualTo(Value.count(0));
  }

  /** Who ever came to the site does not say who was there in spring. */
  @Test
  void areNotOfATimeThoseOfAllTime() {
    ThoseBehind behind = ThoseBehind.of(List.of(line("site_visitors", TIME, 80)), List.of());
    assertThat(behind.insteadOf(line("site_entries", TIME, 400)).value()).isEqualTo(Value.count(1));
  }

  private Long behind(Point point, long came, long inMonth) {
    List<Line> most =
        inMonth == 0 ? List.of() : List.of(line("families_paid_in_month", point, inMonth));
    ThoseBehind behind = ThoseBehind.of(List.of(line("families_paid", point, came)), most);
    return behind.insteadOf(line("money_paid", point, 120_000)).value().number();
  }

  private Line line(String code, Point point, long number) {
    return new Line(catalogue.find(code), UNIT, point, Value.count(number));
  }
}
