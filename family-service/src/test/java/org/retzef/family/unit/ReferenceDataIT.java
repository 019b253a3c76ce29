package org.retzef.family.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@RetzefIT
class ReferenceDataIT {

  private static final String NATIONAL = TestTokens.token("n-1", "IL", "national-manager");

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  @Test
  void loadsTheKnownTreeOnce() {
    assertThat(count("unit where kind = 'DISTRICT'")).isEqualTo(4);
    assertThat(count("unit where kind = 'AUTHORITY' and cbs_code is not null")).isEqualTo(255);
    assertThat(count("unit where kind = 'AUTHORITY' and has_noshmim")).isEqualTo(124);
    assertThat(count("unit_operator where upper(during) is null")).isEqualTo(4);
    assertThat(count("programme")).isEqualTo(5);
    assertThat(count("track")).isEqualTo(8);
  }

  @Test
  void tellsEveryUnitOperatorAndPlanThroughTheOutbox() {
    assertThat(count(told("unit.changed"))).isEqualTo(count("unit"));
    assertThat(count(told("operator.assigned"))).isEqualTo(4);
    assertThat(count(told("track-plan.published"))).isEqualTo(count("track_plan"));
  }

  @Test
  void plansTheFamiliesOfTheBudgetOf2021() {
    Long seats =
        database
            .sql(
                """
                select sum(seats) as seats from track_plan
                 where unit = 'IL' and during @> '2021-06-01'::date and version = 1
                """)
            .map(row -> row.get("seats", Long.class))
            .one()
            .block();
    assertThat(seats).isEqualTo(4990);
  }

  @Test
  void showsAUnitWithItsClusterAndOperators() {
    get(NATIONAL, "/api/v1/units/IL.SOUTH.A2630")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.nameHe")
        .isEqualTo("קריית גת")
        .jsonPath("$.socioEconomicCluster")
        .isEqualTo(4);
    get(NATIONAL, "/api/v1/units/IL.SOUTH/operators")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.items[0].code")
        .isEqualTo("YACHDAV");
  }

  @Test
  void leafsThroughTheTreeAndStaysInsideTheCallersUnit() {
    String south = TestTokens.token("s-1", "IL.SOUTH", "supervisor");
    get(south, "/api/v1/units?limit=2")
        .expectStatus()
        .isOk()
        .expectHeader()
        .exists("Link")
        .expectBody()
        .jsonPath("$.items[0].path")
        .isEqualTo("IL.SOUTH")
        .jsonPath("$.items.length()")
        .isEqualTo(2);
    get(south, "/api/v1/units/IL.JERUSALEM").expectStatus().isNotFound();
    get(south, "/api/v1/units/nonsense").expectStatus().isNotFound();
    get(south, "/api/v1/units?limit=201").expectStatus().isBadRequest();
    get(south, "/api/v1/units?cursor=!!").expectStatus().isBadRequest();
  }

  /** Subjects, not events: other tests change units, too. */
  private static String told(String event) {
    return "(select distinct aggregate_id from outbox where type = 'org.retzef.%s.v1') as told"
        .formatted(event);
  }

  private long count(String from) {
    return database
        .sql("select count(*) as n from " + from)
        .map(row -> row.get("n", Long.class))
        .one()
        .block();
  }

  private WebTestClient.ResponseSpec get(String token, String uri) {
    return http.get().uri(uri).headers(headers -> headers.setBearerAuth(token)).exchange();
  }
}
