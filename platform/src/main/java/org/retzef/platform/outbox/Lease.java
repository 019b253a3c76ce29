package org.retzef.platform.outbox;

import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The right to do a job that only one process may do at a time. It is a row that ends by the
 * database's clock: a frozen holder loses it, which a session's advisory lock would not ensure.
 */
final class Lease {

  private final DatabaseClient database;
  private final String name;
  private final Duration length;
  private final String holder = UUID.randomUUID().toString();
  private long epoch;
  private long renewedAt;

  Lease(DatabaseClient database, String name, Duration length) {
    this.database = database;
    this.name = name;
    this.length = length;
  }

  String holder() {
    return holder;
  }

  /** Grows with every change of holder; 0 while this process does not hold the lease. */
  long epoch() {
    return epoch;
  }

  /** Takes or renews the lease if a third of it has passed; true if this process holds it. */
  boolean hold() {
    if (epoch == 0 || age().compareTo(length.dividedBy(3)) > 0) {
      long asked = System.nanoTime();
      epoch = takeOrRenew();
      renewedAt = asked;
    }
    return epoch > 0;
  }

  /** Asks the database again before the next step, when something speaks against our holding it. */
  void doubt() {
    epoch = 0;
  }

  /** True if the time is over on our own clock, as after a long stop of this process. */
  boolean hasLapsed() {
    return epoch == 0 || age().compareTo(length) >= 0;
  }

  private Duration age() {
    return Duration.ofNanos(System.nanoTime() - renewedAt);
  }

  private long takeOrRenew() {
    Long taken =
        database
            .sql(
                """
                update outbox_lease
                   set epoch = epoch + case when holder = $2 then 0 else 1 end,
                       holder = $2,
                       expires_at = clock_timestamp() + make_interval(secs => $3)
                 where name = $1 and (holder = $2 or expires_at < clock_timestamp())
                returning epoch
                """)
            .bind("$1", name)
            .bind("$2", holder)
            .bind("$3", length.toMillis() / 1000.0)
            .mapValue(Long.class)
            .one()
            .block();
    return taken == null ? 0 : taken;
  }

  /** Lets the next one in at once. */
  void release() {
    if (epoch > 0) {
      epoch = 0;
      database
          .sql(
              """
              update outbox_lease set expires_at = '-infinity' where name = $1 and holder = $2
              """)
          .bind("$1", name)
          .bind("$2", holder)
          .then()
          .block();
    }
  }
}
