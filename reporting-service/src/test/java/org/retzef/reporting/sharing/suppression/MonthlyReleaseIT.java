package org.retzef.reporting.sharing.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.support.CronExpression;
import reactor.core.publisher.Mono;

/** Lives through months of 2017 and 2018, of which nobody else releases a day. */
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
    assertThat(released(2018))
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
        copyAt(now).release();
      }
    }
  }

  private MonthlyRelease copyAt(ZonedDateTime now) {
    Clock then = Clock.fixed(now.toInstant(), Objects.requireNonNull(now.getZone()));
    return new MonthlyRelease(releases, commands, then);
  }

  /** Longer than a statement of an answer may take, or wait for a lock. */
  @Test
  void ofTwoCopiesOneReleasesHoweverLongItTakes() {
    LocalDate night = LocalDate.of(2017, 6, 1);
    CompletableFuture<Release> slow =
        commands.run(() -> releases.make(night).delayElement(Duration.ofSeconds(5))).toFuture();
    await().until(this::isBeingReleased);
    copyAt(night.atTime(3, 15).atZone(clock.getZone())).release();
    assertThat(slow.join().asOf()).isEqualTo(night);
    assertThat(released(2017)).filteredOn(day -> day.getMonthValue() == 6).containsExactly(night);
  }

  private boolean isBeingReleased() {
    return Boolean.TRUE.equals(
        database
            .sql(
                """
                select exists (
                  select from pg_locks
                   where relation = 'shared_release'::regclass and granted
                     and mode = 'ShareRowExclusiveLock')
                """)
            .mapValue(Boolean.class)
            .one()
            .block());
  }

  /** What breaks off has released nothing, and is made up for in the next night. */
  @Test
  void aNightThatBreaksOffReleasesNothing() {
    LocalDate night = LocalDate.of(2017, 9, 1);
    Mono<Release> broken =
        commands.run(
            () -> releases.make(night).then(Mono.error(new IllegalStateException("no power"))));
    assertThatThrownBy(broken::block).hasMessage("no power");
    copyAt(night.plusDays(1).atTime(3, 15).atZone(clock.getZone())).release();
    assertThat(released(2017)).contains(night.plusDays(1)).doesNotContain(night);
  }

  private List<LocalDate> released(int year) {
    return Objects.requireNonNull(
        database
            .sql("select as_of from shared_release where extract(year from as_of) = $1 order by 1")
            .bind("$1", year)
            .mapValue(LocalDate.class)
            .all()
            .collectList()
            .block());
  }
}
