package org.retzef.basket.bookkeeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@RetzefIT
class ExportRowsIT {

  private static final LocalDate FROM = LocalDate.of(2000, 1, 1);
  private static final LocalDate UNTIL = LocalDate.of(2999, 12, 31);

  @Autowired private ExportRows rows;
  @Autowired private DatabaseClient database;

  @Test
  void refusesOneRowMoreThanAFileHolds() {
    int all = rows.rows(FROM, UNTIL, 3).count().block().intValue();
    assertThat(all).as("the budget of 2021 was loaded").isPositive();
    assertThatCode(() -> exportOf(all)).doesNotThrowAnyException();
    assertThatThrownBy(() -> exportOf(all - 1)).isInstanceOf(ExportTooLarge.class);
  }

  private void exportOf(int most) {
    new ExportRows(database, most).requireFew(FROM, UNTIL).block();
  }
}
