package org.retzef.rights.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.retzef.rights.screening.ScreenedFamilies.request;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.rights.Desk;
import org.retzef.rights.TestFamilies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A department whose families are screened together, and ranked. */
@RetzefIT
class DepartmentScreeningIT {

  @Autowired private WebTestClient http;
  @Autowired private JsonMapper json;
  @Autowired private DatabaseClient database;

  private Desk desk;
  private ScreenedFamilies families;

  @BeforeEach
  void openTheDesk() {
    desk = new Desk(http);
    families = new ScreenedFamilies(desk, json, database);
  }

  @Test
  void screensAWholeDepartmentAndNobodyTwice() {
    String unit = "IL.HAIFA_NORTH.A4000.D7";
    List<UUID> screened = new TestFamilies(database).registered(unit, 2, 1, 12);
    String head = Desk.token("head-7", unit, "department-head");
    JsonNode run =
        json.readTree(
            desk.post(
                    head,
                    "screenings/runs",
                    "{\"unit\":\"%s\",\"asOf\":\"2026-03-01\",\"notBefore\":\"2026-01-01T00:00:00Z\"}"
                        .formatted(unit))
                .expectStatus()
                .isAccepted()
                .expectBody()
                .returnResult()
                .getResponseBody());
    assertThat(run.get("families").asInt()).isEqualTo(12);
    String path = "screenings/runs/" + run.get("id").asString();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> desk.read(head, path).get("screened").asInt() == 12);
    for (UUID family : screened) {
      assertThat(desk.all(head, "screenings?familyId=" + family)).hasSize(1);
    }
    Answers.refused(desk.get(Desk.HEAD, path), 404, "run-not-found");
    Answers.refused(
        desk.post(head, "screenings/runs", "{\"unit\":\"IL.SOUTH\"}"), 404, "run-not-found");
    desk.post(Desk.WORKER, "screenings/runs", "{\"unit\":\"" + Desk.DEPARTMENT + "\"}")
        .expectStatus()
        .isForbidden();
  }

  @Test
  void ranksFamiliesByKnownFactorsAndNamesNoOrigin() {
    String unit = "IL.HAIFA_NORTH.A4000.D8";
    String head = Desk.token("head-8", unit, "department-head");
    UUID settled = families.registered(unit, 4, 2);
    UUID alone = families.registered(unit, 1, 0);
    screenedBy(head, settled, families.answers("person.age", 35));
    screenedBy(
        head,
        alone,
        families.answers(
            "person.age",
            71,
            "person.populationGroup",
            "BEDOUIN",
            "household.livesOnSubsistenceBenefit",
            true,
            "household.dwellingTenure",
            "NONE"));
    List<JsonNode> ranked = desk.all(head, "screenings/priorities?limit=1");
    assertThat(ranked)
        .extracting(f -> f.get("familyId").asString())
        .containsExactly(alone.toString(), settled.toString());
    assertThat(ranked.getFirst().get("score").asInt()).isEqualTo(5);
    assertThat(ranked.getFirst().get("factors").toString())
        .isEqualTo("[\"OLD_AGE\",\"LIVING_ALONE\",\"EXTREME_POVERTY\",\"UNSTABLE_HOUSING\"]");
    assertThat(ranked.getFirst().get("undisclosed").asInt()).isEqualTo(1);
    assertThat(ranked.toString()).doesNotContain("BEDOUIN", "MIGRANT");
  }

  private void screenedBy(String token, UUID family, String answers) {
    desk.created(token, "screenings", request(family, "2026-03-01", answers));
  }
}
