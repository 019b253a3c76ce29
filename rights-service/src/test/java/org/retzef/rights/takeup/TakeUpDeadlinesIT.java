package org.retzef.rights.takeup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.rights.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** By when the law has an authority answer, and a family appeal. */
@RetzefIT
class TakeUpDeadlinesIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Desk desk;
  private TestCases cases;

  @BeforeEach
  void openTheDesk() {
    desk = new Desk(http);
    cases = new TestCases(desk, database);
  }

  @Test
  void setsTheLawsDeadlinesAndFollowsARefusalWithAnAppeal() {
    String unit = "IL.HAIFA_NORTH.A4000.D5";
    String worker = Desk.token("w-5", unit, "family-social-worker");
    String path =
        "take-up-cases/" + cases.opened(worker, cases.registered(unit), "SOCIAL_SERVICES_MATERIAL");
    desk.created(
        worker,
        path + "/steps",
        "{\"kind\":\"CLAIM\",\"on\":\"2026-01-10\",\"authority\":\"SOCIAL_SERVICES\"}");
    JsonNode claim = desk.all(worker, "take-up-cases/deadlines?until=2026-12-31").getFirst();
    assertThat(claim.get("dueOn").asString()).isEqualTo("2026-02-09");
    assertThat(claim.get("dueBasis").asString()).contains("1958");
    JsonNode way =
        desk.ok(
            desk.post(
                worker,
                path + "/steps/1/completion",
                "{\"on\":\"2026-01-20\",\"decision\":\"REFUSED\"}"));
    assertThat(way.get("steps")).hasSize(2);
    assertThat(way.get("steps").get(1).get("kind").asString()).isEqualTo("APPEAL");
    assertThat(way.get("steps").get(1).get("dueOn").asString()).isEqualTo("2026-03-06");
    assertThat(desk.all(worker, "take-up-cases/deadlines?until=2026-12-31&limit=1"))
        .extracting(d -> d.get("kind").asString())
        .containsExactly("APPEAL");
    assertThat(desk.all(Desk.WORKER, "take-up-cases/deadlines?until=2026-12-31")).isEmpty();
    Answers.refused(
        desk.post(
            worker,
            path + "/steps/1/completion",
            "{\"on\":\"2026-01-21\",\"decision\":\"GRANTED\"}"),
        409,
        "take-up-step-done");
    Answers.refused(
        desk.post(
            worker,
            path + "/steps/9/completion",
            "{\"on\":\"2026-01-21\",\"decision\":\"GRANTED\"}"),
        404,
        "take-up-step-not-found");
    desk.invalid(
        desk.post(worker, path + "/steps", "{\"kind\":\"CLAIM\",\"on\":\"2026-01-10\"}"),
        "authority required");
    desk.invalid(
        desk.post(worker, path + "/steps", "{\"kind\":\"CONTACT\",\"on\":\"2026-01-10\"}"),
        "channel required");
  }
}
