package org.retzef.rights.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.rights.Desk;
import org.retzef.rights.TestFamilies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class PolicyItemIT {

  private static final String UNIT = "IL.TEL_AVIV_CENTER.A5000.D3";
  private static final String WORKER = Desk.token("w-p", UNIT, "family-social-worker");

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private PolicyItems items;
  private Desk desk;

  @BeforeEach
  void openTheDesk() {
    desk = new Desk(http);
  }

  @Test
  void opensOneItemWhereFiveFamiliesAreStuckForTheSameReasonAndNoneForFour() {
    List<UUID> families = new TestFamilies(database).registered(UNIT, 3, 2, 5);
    for (int i = 0; i < 4; i++) {
      stuck(families.get(i), "ALIMONY_NII", "RULE_UNCLEAR");
    }
    items.openForStuckCases(LocalDate.now(ZoneId.of("Asia/Jerusalem"))).block();
    assertThat(found("ALIMONY_NII")).isEmpty();
    stuck(families.get(4), "ALIMONY_NII", "RULE_UNCLEAR");
    await().atMost(Duration.ofSeconds(20)).until(() -> found("ALIMONY_NII").size() == 1);
    items
        .openForStuckCases(LocalDate.now(ZoneId.of("Asia/Jerusalem")))
        .block(); // and again: still one
    JsonNode item = found("ALIMONY_NII").getFirst();
    assertThat(item.get("familiesAtOpening").asInt()).isEqualTo(5);
    assertThat(item.get("familiesNow").asInt()).isEqualTo(5);
    assertThat(item.toString()).doesNotContain(families.getFirst().toString(), UNIT);
    String path = "policy-items/" + item.get("id").asString();
    desk.ok(desk.send(HttpMethod.PATCH, Desk.EDITOR, path, "{\"status\":\"CLOSED\"}", "\"1\""));
    Answers.refused(
        desk.send(HttpMethod.PATCH, Desk.EDITOR, path, "{\"status\":\"IN_WORK\"}", "\"2\""),
        409,
        "policy-item-closed");
  }

  @Test
  void holdsALawChangeACalculatorAndAResponseOfTheCommunity() {
    for (String kind : List.of("LAW_CHANGE", "CALCULATOR", "COMMUNITY_RESPONSE")) {
      desk.created(
          Desk.NATIONAL,
          "policy-items",
          "{\"kind\":\"%s\",\"right\":\"LEGAL_AID\"}".formatted(kind));
    }
    desk.invalid(
        desk.post(Desk.NATIONAL, "policy-items", "{\"kind\":\"STUCK_CASES\"}"),
        "kind value-unknown");
    desk.post(WORKER, "policy-items", "{\"kind\":\"LAW_CHANGE\"}").expectStatus().isForbidden();
    Answers.refused(
        desk.get(WORKER, "policy-items/" + UUID.randomUUID()), 404, "policy-item-not-found");
  }

  private List<JsonNode> found(String right) {
    return desk.all(WORKER, "policy-items?limit=200").stream()
        .filter(item -> right.equals(item.get("right").asString("")))
        .filter(item -> item.get("status").asString().equals("OPEN"))
        .toList();
  }

  private void stuck(UUID family, String right, String reason) {
    String id =
        desk.created(
                WORKER,
                "take-up-cases",
                "{\"familyId\":\"%s\",\"right\":\"%s\"}".formatted(family, right))
            .get("id")
            .asString();
    desk.ok(
        desk.post(
            WORKER,
            "take-up-cases/" + id + "/stuck",
            "{\"reason\":\"%s\",\"on\":\"%s\"}"
                .formatted(reason, LocalDate.now(ZoneId.of("Asia/Jerusalem"))),
            1));
  }
}
