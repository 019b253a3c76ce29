package org.retzef.family.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.PreparedStatements;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A list is the first page of most users: to plan it took longer than to read it. */
@RetzefIT
class FamilyListStatementIT {

  private static final String NEXT_IN_UNIT = "where family.unit = unit.path";

  @Autowired private WebTestClient http;
  @Autowired private ConnectionPool pool;

  @Test
  void isNotPlannedForEachPage() {
    long before = PreparedStatements.of(pool, NEXT_IN_UNIT).kept();

    for (int i = 0; i < 200; i++) {
      http.get()
          .uri("/api/v1/families?limit=" + (i % 50 + 1))
          .headers(headers -> headers.setBearerAuth(SearchDesk.WORKER))
          .exchange()
          .expectStatus()
          .isOk();
    }
    assertThat(PreparedStatements.of(pool, NEXT_IN_UNIT).kept() - before).isGreaterThan(100);
  }
}
