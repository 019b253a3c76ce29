package org.retzef.basket;

import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;

/** How often two have waited for each other: told as {@code busy}, as a mere delay is. */
public final class Deadlocks {

  private Deadlocks() {}

  /** In this database, since it was made. */
  public static long soFar(DatabaseClient database) {
    return Objects.requireNonNull(
        database
            .sql("select deadlocks from pg_stat_database where datname = current_database()")
            .mapValue(Long.class)
            .one()
            .block());
  }
}
