package org.retzef.platform.outbox;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Makes the outbox's daily tables ahead of time and drops them after a week, unless something in
 * them was never seen in its topic. Days are UTC.
 */
final class OutboxPartitions {

  private static final Logger log = LoggerFactory.getLogger(OutboxPartitions.class);
  private static final int DAYS_AHEAD = 3;
  private static final int DAYS_KEPT = 7;
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

  private final DatabaseClient database;

  OutboxPartitions(DatabaseClient database) {
    this.database = database;
  }

  void keepUp(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
      make(today.plusDays(ahead));
    }
    existing().stream().filter(day -> day.isBefore(today.minusDays(DAYS_KEPT))).forEach(this::drop);
    forgetStrays(today.minusDays(DAYS_KEPT));
  }

  List<LocalDate> existing() {
    return Objects.requireNonNull(
        database
            .sql(
                """
                select substr(inhrelid::regclass::text, length('outbox_') + 1) from pg_inherits
                 where inhparent = 'outbox'::regclass
                   and inhrelid::regclass::text ~ '^outbox_[0-9]{8}$' order by 1
                """)
            .mapValue(String.class)
            .all()
            .map(day -> LocalDate.parse(day, DAY))
            .collectList()
            .block());
  }

  private void make(LocalDate day) {
    attempt(
        "make the outbox's table of " + day,
        """
        create table if not exists outbox_%s partition of outbox
          for values from ('%s 00:00+00') to ('%s 00:00+00')
        """
            .formatted(day.format(DAY), day, day.plusDays(1)));
  }

  private void drop(LocalDate day) {
    String table = "outbox_" + day.format(DAY);
    Boolean reconciled =
        database
            .sql("select not exists (select from " + table + " where confirmed_at is null)")
            .mapValue(Boolean.class)
            .one()
            .block();
    if (Boolean.TRUE.equals(reconciled)) {
      attempt("drop " + table, "drop table " + table);
    } else {
      log.error("{} holds events that were never seen in their topic and is kept", table);
    }
  }

  private void forgetStrays(LocalDate before) {
    attempt(
        "clear outbox_other",
        "delete from outbox_other where created_at < '%s 00:00+00' and confirmed_at is not null"
            .formatted(before));
  }

  /** Another hour will do: days are made ahead, and nobody waits for one to be dropped. */
  private void attempt(String what, String sql) {
    try {
      database.sql(sql).then().block();
    } catch (RuntimeException failure) {
      log.warn("Could not {}: {}", what, failure.toString());
    }
  }
}
