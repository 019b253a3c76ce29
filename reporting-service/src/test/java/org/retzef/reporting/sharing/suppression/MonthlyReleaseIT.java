package org.retzef.reporting.sharing.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.support.CronExpression;

/** Lives through months of 2018, of which nobody else releases a day. */
@RetzefIT
class MonthlyReleaseIT {

  @Autowired private Releases releases;
  @Autowired private Commands commands;
  @Autowired private Clock clock;
  @Autowired private DatabaseClient database;

  @Test
  void noMonthPassesWithoutARelease() throws Exception {
    commands.run(() -> releases.make(LocalDate.of(2018, 1, 27))).block();
    live("2018-01-28", "2018-04-30", Set.of(LocalDate.of(2018, 3, 1), LocalDate.of(2018, 3, 2)));
    assertThat(released())
        .containsExactly(
            LocalDate.of(2018, 1, 27),
            LocalDate.of(2018, 2, 3), // seven days after the one by hand
            LocalDate.of(2018, 3, 3), // after two days on which the service was down
            LocalDate.of(2018, 4, 1));
  }

  /** Does on each day what the schedule says, but for the days on which the service is down. */
  private void live(String first, String last, Set<LocalDate> down) throws Exception {
    var schedule = MonthlyRelease.class.getDeclaredMethod("release").getAnnotation(Scheduled.class);
    CronExpression times = CronExpression.parse(schedule.cron());
    ZonedDateTime end = LocalDate.parse(last).plusDays(1).atStartOfDay(clock.getZone());
    ZonedDateTime now = LocalDate.parse(first).atStartOfDay(clock.getZone());
    while ((now = Objects.requireNonNull(times.next(now))).isBefore(end)) {
      if (!down.contains(now.toLocalDate())) {
        new MonthlyRelease(
                releases,
                commands,
                Clock.fixed(now.toInstant(), Objects.requireNonNull(now.getZone())))
            .release();
      }
    }
  }

  private List<LocalDate> released() {
    return Objects.requireNonNull(
        database
            .sql("select as_of from shared_release where as_of < '2019-01-01' order by as_of")
            .mapValue(LocalDate.class)
            .all()
            .collectList()
            .block());
  }
}
