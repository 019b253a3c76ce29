package org.retzef.reporting.headline;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import org.retzef.reporting.Feed;
import org.springframework.r2dbc.core.DatabaseClient;

/** What of the events that were told is in the database. */
record TakenIn(Feed feed, DatabaseClient database) {

  /** All that was told of families before has been taken in, on every partition. */
  void awaitAll() {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
    String programme = "LAST_" + UUID.randomUUID().toString().substring(0, 8);
    for (int i = 0; i < 24; i++) {
      feed.tell(feed.enrolled(UUID.randomUUID(), UUID.randomUUID(), programme, today));
    }
    String indicator = "active_families_" + programme.toLowerCase();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> number("fact where measure = '" + indicator + "'") == 24);
  }

  long number(String from) {
    return Objects.requireNonNull(
        database.sql("select count(*) from " + from).mapValue(Long.class).one().block());
  }
}
