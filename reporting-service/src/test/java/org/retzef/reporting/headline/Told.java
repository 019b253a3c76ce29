package org.retzef.reporting.headline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import org.retzef.reporting.Feed;
import org.retzef.reporting.HeadlineReader;
import org.retzef.reporting.figure.WholeProof;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What one test tells, the headline that counts it, and what of it is in the database. */
record Told(Feed feed, HeadlineReader headline, DatabaseClient database, WholeProof proof)
    implements AutoCloseable {

  Told(ApplicationContext service) {
    this(
        new Feed(),
        new HeadlineReader(service.getBean(WebTestClient.class)),
        service.getBean(DatabaseClient.class),
        new WholeProof(service));
  }

  /** All that was told of families before has been taken in, on every partition. */
  void awaitTakenIn() {
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

  /** Ends with the proof of all that was told. */
  @Override
  public void close() {
    feed.close();
    assertThat(proof.difference()).isZero();
  }
}
