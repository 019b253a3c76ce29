package org.retzef.basket.basket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Baskets of clients of a department who are enrolled nowhere. */
@RetzefIT
class BasketWithoutProgrammeIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private BasketUpkeep upkeep;

  private final UUID family = UUID.randomUUID();

  @Test
  void servesAClientOfADepartmentWhoIsEnrolledNowhere() {
    Answers.id(
        Desk.basketManager(http)
            .post(
                "/budgets",
                """
                {"year": 2026, "rows": [{"track": "CLIENTS", "families": 5, "basket": "1200.00",
                 "total": "6000.00", "withoutProgramme": true}]}
                """));
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(registered(family));
    }
    String body = "{\"familyId\": \"%s\", \"budgetLine\": \"CLIENTS\"}".formatted(family);
    Desk head = Desk.head(http);
    Desk stranger = Desk.of(http, "head-2", "IL.SOUTH.A0070.D1", "department-head");
    String basket =
        await()
            .until(() -> Answers.json(head.post("/baskets", body)), answer -> answer.has("ceiling"))
            .get("id")
            .asString();
    Answers.refused(stranger.post("/baskets", body), 404, "family-not-found");
    Answers.refused(
        head.post("/baskets", body.replace(family.toString(), UUID.randomUUID().toString())),
        404,
        "family-not-found");
    Answers.refused(head.post("/baskets", body), 409, "basket-exists");
    assertThat(Answers.faults(head.post("/baskets", body.replace("CLIENTS", "MAPA"))))
        .containsExactly("budgetLine line-needs-programme");
    worker().post("/baskets", body).expectStatus().isForbidden();
    JsonNode open = worker().read("/baskets/" + basket);
    assertThat(open.get("track").asString()).isEqualTo("CLIENTS");
    assertThat(open.get("ceiling").asString()).isEqualTo("1200.00");
    assertThat(open.get("status").asString()).isEqualTo("OPEN");
    assertThat(LocalDate.parse(open.get("closesOn").asString()))
        .isEqualTo(LocalDate.parse(open.at("/period/until").asString()).plusDays(1));
    worker().asks(basket, "200.00");
    assertThat(worker().read("/baskets/" + basket).get("left").asString()).isEqualTo("1000.00");
    UUID survivor = UUID.randomUUID();
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(registered(survivor));
      events.publish(merged(survivor));
    }
    await()
        .until(
            () -> worker().read("/baskets?familyId=" + survivor).get("items"),
            moved -> moved.size() == 1);
    String ofSurvivor = body.replace(family.toString(), survivor.toString());
    Answers.refused(head.post("/baskets", ofSurvivor), 409, "basket-exists");
    Answers.refused(head.post("/baskets", body), 409, "basket-exists");
    wasOpenedAYearAgo(basket);
    Answers.refused(
        worker().post("/baskets/" + basket + "/requests", Desk.request("1.00")),
        409,
        "basket-closed");
    upkeep.closeEnded();
    assertThat(worker().read("/baskets/" + basket).get("status").asString()).isEqualTo("CLOSED");
    head.post("/baskets", ofSurvivor).expectStatus().isCreated();
  }

  private TestEvent merged(UUID survivor) {
    return TestEvent.of(
        "org.retzef.family.merged.v1",
        survivor.toString(),
        2,
        """
        {"familyId": "%s", "mergedFamilyId": "%s", "mergeId": "%s", "unit": "%s",
         "mergedUnit": "%4$s", "undone": false}
        """
            .formatted(survivor, family, UUID.randomUUID(), Desk.DEPARTMENT));
  }

  /** As far as the day of its closing is concerned. */
  private void wasOpenedAYearAgo(String basket) {
    database
        .sql("update basket set closes_on = closes_on - 366 where id = :id")
        .bind("id", UUID.fromString(basket))
        .then()
        .block();
  }

  private static TestEvent registered(UUID family) {
    return TestEvent.of(
        "org.retzef.family.registered.v1",
        family.toString(),
        1,
        "{\"familyId\":\"%s\",\"unit\":\"%s\",\"members\":1}".formatted(family, Desk.DEPARTMENT));
  }

  private Desk worker() {
    return Desk.worker(http);
  }
}
