package org.retzef.reporting.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.PreparedStatements;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;

/** Every report asks for figures, with as many terms and days as it needs. */
@RetzefIT
class FiguresStatementIT {

  @Autowired private ConnectionPool pool;

  @Test
  void isNotPlannedForEachAnswer() {
    try (PreparedStatements statements = new PreparedStatements(pool)) {
      Figures figures = new Figures(statements.database());
      for (int i = 0; i < 50; i++) {
        LocalDate day = LocalDate.of(1999, 1, 1).plusDays(i);
        Term term = new Term("measure_" + i, "", "");
        assertThat(
                figures
                    .of(List.of(term), "IL.SOUTH", new Breakdown.ByUnit(i % 5 + 1), List.of(day))
                    .block())
            .isEmpty();
        Figures.Months months = new Figures.Months(day.withDayOfMonth(1), day.plusMonths(i));
        assertThat(
                figures
                    .mostOfMonths(List.of(term), "IL", new Breakdown.ByEachUnit(), List.of(months))
                    .block())
            .isEmpty();
      }
      assertThat(statements.of("array_agg(most)").kept()).isGreaterThan(40);
      assertThat(statements.of("array_agg(number)").kept()).isGreaterThan(40);
    }
  }
}
