package org.retzef.basket.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Categories are the basket manager's alone, and every change of one is kept. */
@RetzefIT
class CategoryFlowIT {

  private static final String HEATING =
      """
      {"code": "HEATING", "nameHe": "חימום", "nameAr": "تدفئة", "nameEn": "Heating",
       "nameRu": "Отопление", "nameAm": "ማሞቂያ", "validFrom": "%s", "validUntil": %s}
      """;

  private static final JsonMapper JSON = new JsonMapper();

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  @Test
  void addsChangesAndEndsACategoryAndKeepsWhoDidWhatWhen() {
    Desk manager = Desk.basketManager(http);
    manager
        .post("/categories", HEATING.formatted("2020-01-01", "null"))
        .expectStatus()
        .isCreated()
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"1\"");
    Answers.refused(
        manager.post("/categories", HEATING.formatted("2020-01-01", "null")),
        409,
        "category-exists");
    assertThat(Desk.worker(http).read("/categories").toString()).contains("HEATING");
    String path = "/categories/HEATING";
    manager.patch(path, "{\"nameHe\": \"חימום הבית\"}", null).expectStatus().isEqualTo(428);
    manager.patch(path, "{\"nameHe\": \"חימום הבית\"}", "\"1\"").expectStatus().isOk();
    manager
        .patch(path, "{\"nameHe\": \"אחר\"}", "\"1\"")
        .expectStatus()
        .isEqualTo(412)
        .expectBody()
        .jsonPath("$.current.nameHe")
        .isEqualTo("חימום הבית");
    assertThat(Answers.faults(manager.patch(path, "{\"validUntil\": \"2019-12-31\"}", "\"2\"")))
        .containsExactly("validUntil category-dates");
    assertThat(Answers.faults(manager.patch(path, "{\"nameHe\": \"\\u0000\"}", "\"2\"")))
        .isNotEmpty();
    manager.patch(path, "{\"validUntil\": \"2020-12-31\"}", "\"2\"").expectStatus().isOk();
    assertThat(Desk.worker(http).read("/categories").toString()).doesNotContain("HEATING");
    String basket = Desk.worker(http).opensABasket("MAPA");
    assertThat(
            Answers.faults(
                Desk.worker(http)
                    .post(
                        "/baskets/" + basket + "/requests",
                        Desk.request("10.00").replace("HOUSEHOLD_EQUIPMENT", "HEATING"))))
        .containsExactly("items[0].category category-unknown");
    JsonNode changes = manager.read(path + "/changes").get("items");
    assertThat(changes).hasSize(3);
    assertThat(changes.get(0).get("changedBy").asString()).isEqualTo("basket-1");
    assertThat(changes.get(0).get("before").get("validUntil").isNull()).isTrue();
    assertThat(changes.get(0).get("after").get("validUntil").asString()).isEqualTo("2020-12-31");
    assertThat(changes.get(2).get("before").isNull()).isTrue();
  }

  /**
   * Mission, section 3, item 8: one dated switch per area adds categories, and takes them again.
   */
  @Test
  void anEmergencyAddsItsCategoriesInItsUnitsOnItsDaysAlone() {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
    Desk worker = Desk.worker(http);
    String basket = worker.opensABasket("MAPA");
    assertClosed(worker, basket);
    UUID elsewhere = UUID.randomUUID();
    UUID here = UUID.randomUUID();
    UUID over = UUID.randomUUID();
    tell(over, 1, "IL.SOUTH", today.minusDays(9), today.minusDays(1));
    tell(elsewhere, 1, "IL.SOUTH.A2630.D8", today, null);
    assertClosed(worker, basket);

    tell(here, 1, "IL.SOUTH.A2630", today.minusDays(3), null);
    assertThat(codes(worker)).contains("EMERGENCY_EQUIPMENT", "FOOD");
    assertThat(codes(Desk.basketManager(http))).contains("EMERGENCY_EQUIPMENT");
    String asked = Answers.id(asks(worker, basket));
    assertThat(codes(Desk.of(http, "w-9", "IL.SOUTH.A0031.D1", "family-social-worker")))
        .contains("FOOD")
        .doesNotContain("EMERGENCY_EQUIPMENT");

    tell(here, 2, "IL.SOUTH.A2630", today.minusDays(3), today.minusDays(1));
    assertClosed(worker, basket);
    Desk.head(http).decides(asked, "{\"decision\":\"APPROVE\"}").expectStatus().isCreated();
    assertThat(worker.read("/requests/" + asked).get("status").asString())
        .as("what was asked for meanwhile goes on")
        .isEqualTo("APPROVED");
  }

  /** The same of what is asked for in routine, too: reports tell one from the other. */
  @Test
  void aRequestTellsWhetherItWasMadeInAnEmergency() {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
    Desk worker = Desk.worker(http);
    String basket = worker.opensABasket("MAPA");
    UUID here = UUID.randomUUID();
    tell(UUID.randomUUID(), 1, "IL.SOUTH.A2630.D8", today, null);
    tell(here, 1, "IL.SOUTH", today.minusDays(9), today.minusDays(1));
    assertThat(modeOfARequest(worker, basket)).isEqualTo("ROUTINE");
    tell(here, 2, "IL.SOUTH", today.minusDays(9), today);
    assertThat(modeOfARequest(worker, basket)).isEqualTo("EMERGENCY");
    tell(here, 3, "IL.SOUTH", today.minusDays(9), today.minusDays(1));
    assertThat(modeOfARequest(worker, basket)).isEqualTo("ROUTINE");
  }

  private static String modeOfARequest(Desk worker, String basket) {
    try (var events = TestEvents.on("retzef.basket.events")) {
      String request = worker.asks(basket, "10.00");
      return JSON.readTree(events.await(1, request).getFirst().json()).get("mode").asString();
    }
  }

  private void assertClosed(Desk worker, String basket) {
    assertThat(codes(worker)).contains("FOOD").doesNotContain("EMERGENCY_EQUIPMENT");
    assertThat(Answers.faults(asks(worker, basket)))
        .containsExactly("items[0].category category-unknown");
  }

  private static WebTestClient.ResponseSpec asks(Desk worker, String basket) {
    return worker.post(
        "/baskets/" + basket + "/requests",
        Desk.request("10.00").replace("HOUSEHOLD_EQUIPMENT", "EMERGENCY_EQUIPMENT"));
  }

  private static List<String> codes(Desk desk) {
    return desk.read("/categories").get("items").findValuesAsString("code");
  }

  /** As family-service tells it; waits until it is known. */
  private void tell(UUID overlay, int version, String unit, LocalDate from, LocalDate to) {
    try (var events = TestEvents.on("retzef.organisation.events")) {
      events.publish(
          TestEvent.of(
              "org.retzef.emergency-overlay.changed.v1",
              overlay.toString(),
              version,
              """
              {"overlayId": "%s", "unit": "%s", "form": "EMERGENCY_2020", "from": "%s", "to": %s}
              """
                  .formatted(overlay, unit, from, to == null ? null : "\"" + to + "\"")));
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                database
                    .sql(
                        """
                        select 1 from emergency_overlay
                         where id = :id and last_day is not distinct from :to::date
                        """)
                    .bind("id", overlay)
                    .bind("to", Parameters.in(R2dbcType.DATE, to))
                    .map(row -> true)
                    .one()
                    .blockOptional()
                    .orElse(false));
  }

  @Test
  void isChangedByNobodyElse() {
    for (String role :
        new String[] {
          "family-social-worker", "team-lead", "department-head", "supervisor", "national-manager"
        }) {
      Desk desk = Desk.of(http, "x-1", "IL", role);
      desk.post("/categories", HEATING.formatted("2020-01-01", "null"))
          .expectStatus()
          .isForbidden();
      desk.patch("/categories/FOOD", "{\"nameHe\": \"אחר\"}", "\"1\"").expectStatus().isForbidden();
    }
    Answers.refused(
        Desk.basketManager(http).patch("/categories/NOTHING", "{}", "\"1\""),
        404,
        "category-not-found");
  }
}
