package org.retzef.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A service that is started before its broker, or that has lost it. */
@RetzefIT
@TestPropertySource(properties = "retzef.kafka=localhost:1")
class BrokerAwayIT {

  @Autowired Outbox outbox;
  @Autowired Commands commands;
  @Autowired DatabaseClient database;
  @Autowired WebTestClient http;

  @Test
  void startsCommitsAndIsReady() {
    commands.run(() -> outbox.append(new NoteEvent.Written("note", 1)).thenReturn(true)).block();
    assertThat(new Rows(database).count("outbox where published_at is null")).isEqualTo(1);
    http.get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
  }
}
