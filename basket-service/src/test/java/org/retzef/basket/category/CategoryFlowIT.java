package org.retzef.basket.category;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Categories are the basket manager's alone, and every change of one is kept. */
@RetzefIT
class CategoryFlowIT {

  private static final String HEATING =
      """
      {"code": "HEATING", "nameHe": "חימום", "nameAr": "تدفئة", "nameEn": "Heating",
       "nameRu": "Отопление", "nameAm": "ማሞቂያ", "validFrom": "%s", "validUntil": %s}
      """;

  @Autowired private WebTestClient http;

  @Test
  void addsChangesAndEndsACategoryAndKeepsWhoDidWhatWhen() {
    Desk manager = Desk.basketManager(http);
    manager
        .post("/categories", HEATING.formatted("2020-01-01", "null"))
        .expectStatus()
        .isCreated()
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"1\"");
    Desk.refused(
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
    assertThat(Desk.faults(manager.patch(path, "{\"validUntil\": \"2019-12-31\"}", "\"2\"")))
        .containsExactly("validUntil category-dates");
    assertThat(Desk.faults(manager.patch(path, "{\"nameHe\": \"\\u0000\"}", "\"2\""))).isNotEmpty();
    manager.patch(path, "{\"validUntil\": \"2020-12-31\"}", "\"2\"").expectStatus().isOk();
    assertThat(Desk.worker(http).read("/categories").toString()).doesNotContain("HEATING");
    String basket = Desk.worker(http).opensABasket("MAPA");
    assertThat(
            Desk.faults(
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
    Desk.refused(
        Desk.basketManager(http).patch("/categories/NOTHING", "{}", "\"1\""),
        404,
        "category-not-found");
  }
}
