package org.retzef.basket.basket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class BasketOpeningIT {

  @Autowired private WebTestClient http;

  private final UUID family = UUID.randomUUID();

  @Test
  void opensABasketOfTheTracksBudgetForAYear() {
    try (var families = TestEvents.on("retzef.family.events");
        var baskets = TestEvents.on("retzef.basket.events")) {
      families.publish(
          Desk.enrolled(family, UUID.randomUUID(), "NOSHMIM_ROUTINE", "2026-01-15", 1));
      JsonNode basket = awaitBaskets(1).get(0);
      assertThat(basket.get("ceiling").asString()).isEqualTo("8000.00");
      assertThat(basket.get("left").asString()).isEqualTo("8000.00");
      assertThat(basket.get("reserved").asString()).isEqualTo("0.00");
      assertThat(basket.get("spent").asString()).isEqualTo("0.00");
      assertThat(basket.get("period").get("from").asString()).isEqualTo("2026-01-15");
      assertThat(basket.get("period").get("until").asString()).isEqualTo("2027-01-14");
      TestEvent told = baskets.await(1, basket.get("id").asString()).getFirst();
      assertThat(told.type()).isEqualTo("org.retzef.basket.opened.v1");
      assertThat(told.json())
          .contains("\"ceiling\":\"8000.00\"", "\"budgetYear\":2021", family.toString());
    }
  }

  @Test
  void givesTheHigherBasketToAFamilyAtRisk() {
    try (var families = TestEvents.on("retzef.family.events")) {
      families.publish(Desk.enrolled(family, UUID.randomUUID(), "SHVIL_MEITIV", "2020-03-01", 1));
    }
    assertThat(awaitBaskets(1).get(0).get("ceiling").asString())
        .as("by the only budget there is, though it is of a later year")
        .isEqualTo("35000.00");
  }

  @Test
  void opensOneBasketForAnEnrolmentThatIsToldTwice() {
    UUID enrolment = UUID.randomUUID();
    try (var families = TestEvents.on("retzef.family.events")) {
      families.publish(Desk.enrolled(family, enrolment, "MAPA", "2026-01-15", 1));
      families.publish(Desk.enrolled(family, enrolment, "MAPA", "2026-01-15", 2));
      families.publish(Desk.enrolled(family, UUID.randomUUID(), "MIFGASH", "2026-01-15", 3));
    }
    JsonNode baskets = awaitBaskets(2);
    assertThat(baskets).hasSize(2);
    assertThat(baskets.get(0).get("track").asString()).isEqualTo("MAPA");
    assertThat(baskets.get(1).get("track").asString()).isEqualTo("MIFGASH");
  }

  @Test
  void opensNoBasketForAnEnrolmentThatWasOverBeforeItWasTold() {
    UUID former = UUID.randomUUID();
    try (var families = TestEvents.on("retzef.family.events")) {
      families.publish(
          TestEvent.of(
              "org.retzef.family.enrolled.v1",
              family.toString(),
              1,
              Desk.enrolled(family, former, "MAPA", "2016-02-01", 1)
                  .json()
                  .replace("\"startDate\"", "\"endDate\":\"2018-01-31\",\"startDate\"")));
      families.publish(
          TestEvent.of(
              "org.retzef.enrolment.ended.v1",
              family.toString(),
              2,
              "{\"enrolmentId\":\"%s\",\"endDate\":\"2018-01-31\"}".formatted(former)));
      families.publish(Desk.enrolled(family, UUID.randomUUID(), "MIFGASH", "2026-01-15", 3));
    }
    assertThat(awaitBaskets(1)).hasSize(1);
    assertThat(awaitBaskets(1).get(0).get("track").asString()).isEqualTo("MIFGASH");
  }

  @Test
  void showsABasketToItsDepartmentOnly() {
    String basket = Desk.worker(http).opensABasket("OLIM_LADERECH");
    Desk stranger = Desk.of(http, "worker-2", "IL.SOUTH.A0070.D1", "family-social-worker");
    Answers.refused(stranger.get("/baskets/" + basket), 404, "basket-not-found");
    assertThat(stranger.read("/baskets").get("items")).isEmpty();
    Answers.refused(
        stranger.post("/baskets/" + basket + "/requests", Desk.request("1.00")),
        404,
        "basket-not-found");
    Desk.worker(http).get("/baskets?familyId=nonsense").expectStatus().isBadRequest();
    Desk.of(http, "companion-1", Desk.DEPARTMENT, "family-companion")
        .get("/baskets")
        .expectStatus()
        .isForbidden();
  }

  @Test
  void movesTheBasketsOfAFamilyThatMovesToAnotherDepartment() {
    Desk newDepartment = Desk.of(http, "worker-2", "IL.SOUTH.A0031.D1", "family-social-worker");
    try (var families = TestEvents.on("retzef.family.events")) {
      families.publish(Desk.enrolled(family, UUID.randomUUID(), "MAPA", "2026-01-15", 1));
      families.publish(
          TestEvent.of(
              "org.retzef.family.transferred.v1",
              family.toString(),
              2,
              "{\"familyId\":\"%s\",\"fromUnit\":\"%s\",\"unit\":\"IL.SOUTH.A0031.D1\"}"
                  .formatted(family, Desk.DEPARTMENT)));
    }
    await()
        .until(
            () -> newDepartment.read("/baskets?familyId=" + family).get("items"),
            found -> found.size() == 1);
    assertThat(Desk.worker(http).read("/baskets?familyId=" + family).get("items")).isEmpty();
  }

  @Test
  void blanksWhatWasWrittenAboutAFamilyThatIsErasedAndKeepsWhatIsCounted() {
    Desk worker = Desk.worker(http);
    try (var families = TestEvents.on("retzef.family.events")) {
      families.publish(Desk.enrolled(family, UUID.randomUUID(), "MAPA", "2026-01-15", 1));
      String request = worker.asks(awaitBaskets(1).get(0).get("id").asString(), "100.00");
      Desk.of(http, "lead-1", Desk.DEPARTMENT, "team-lead")
          .decides(
              request,
              "{\"decision\":\"REJECT\",\"reasonCode\":\"OTHER_SOURCE_FIRST\",\"note\":\"הדודה\"}")
          .expectStatus()
          .isCreated();
      assertThat(worker.read("/requests/" + request).toString()).contains("מקרר", "הדודה");
      families.publish(
          TestEvent.of(
              "org.retzef.family.erased.v1",
              family.toString(),
              2,
              "{\"familyId\":\"%s\",\"unit\":\"%s\",\"erasedAt\":\"2026-08-03T09:12:45Z\"}"
                  .formatted(family, Desk.DEPARTMENT)));
      JsonNode blanked =
          await()
              .until(
                  () -> worker.read("/requests/" + request),
                  found -> !found.toString().contains("מקרר"));
      assertThat(blanked.toString()).doesNotContain("הדודה");
      assertThat(blanked.get("status").asString()).isEqualTo("REJECTED");
      assertThat(blanked.get("amount").asString()).isEqualTo("100.00");
      assertThat(blanked.at("/items/0/category").asString()).isEqualTo("HOUSEHOLD_EQUIPMENT");
    }
  }

  @Test
  void givesAMergedFamilysBasketsAndRequestsToItsSurvivorAndBack() {
    Desk worker = Desk.worker(http);
    UUID survivor = UUID.randomUUID();
    UUID merge = Ids.next();
    try (var families = TestEvents.on("retzef.family.events")) {
      families.publish(
          Desk.enrolled(survivor, UUID.randomUUID(), "NOSHMIM_ROUTINE", "2026-01-15", 1));
      families.publish(Desk.enrolled(family, UUID.randomUUID(), "MAPA", "2026-01-15", 1));
      JsonNode before = awaitBaskets(1);
      String basket = before.get(0).get("id").asString();
      String request =
          Answers.id(worker.post("/baskets/" + basket + "/requests", Desk.request("100.00")));
      before = awaitBaskets(1);
      await().until(() -> baskets(survivor), found -> found.size() == 1);
      JsonNode survivors = baskets(survivor);
      JsonNode asked = worker.read("/requests/" + request);
      JsonNode books = Desk.basketManager(http).read("/ledger/proof");

      families.publish(merged(survivor, merge, 2, false));
      await().until(() -> baskets(survivor), found -> found.size() == 2);
      assertThat(baskets(family)).isEmpty();
      assertThat(worker.read("/baskets/" + basket).get("reserved").asString()).isEqualTo("100.00");
      assertThat(worker.read("/requests/" + request).get("familyId").asString())
          .isEqualTo(survivor.toString());
      assertThat(Desk.basketManager(http).read("/ledger/proof").get("postings"))
          .isEqualTo(books.get("postings"));

      families.publish(Desk.enrolled(family, UUID.randomUUID(), "MIFGASH", "2026-02-01", 2));
      await().until(() -> baskets(survivor), found -> found.size() == 3);

      families.publish(merged(survivor, merge, 3, true));
      await().until(() -> baskets(survivor), survivors::equals);
      assertThat(baskets(family)).hasSize(2);
      assertThat(baskets(family).get(0)).isEqualTo(before.get(0));
      assertThat(worker.read("/requests/" + request)).isEqualTo(asked);
      assertThat(Desk.basketManager(http).read("/ledger/proof").get("difference").asString())
          .isEqualTo("0.00");
    }
  }

  @Test
  void opensTheBasketForTheSurvivorThoughTheMergerIsHeardOfFirst() {
    UUID survivor = UUID.randomUUID();
    UUID merge = Ids.next();
    String there = "IL.SOUTH.A0031.D1";
    Desk newDepartment = Desk.of(http, "worker-2", there, "family-social-worker");
    try (var families = TestEvents.on("retzef.family.events")) {
      families.publish(
          TestEvent.of(
              "org.retzef.family.merged.v1",
              survivor.toString(),
              1,
              news(survivor, merge, there, false)));
      families.publish(Desk.enrolled(survivor, UUID.randomUUID(), "MIFGASH", "2026-01-15", 2));
      await().until(() -> baskets(survivor), found -> found.size() == 1);
      families.publish(Desk.enrolled(family, UUID.randomUUID(), "MAPA", "2026-01-15", 1));
      await()
          .until(
              () -> newDepartment.read("/baskets?familyId=" + survivor).get("items"),
              found -> found.size() == 1);
      assertThat(baskets(family)).isEmpty();
      families.publish(
          TestEvent.of(
              "org.retzef.family.merged.v1",
              survivor.toString(),
              3,
              news(survivor, merge, there, true)));
      await().until(() -> baskets(family), found -> found.size() == 1);
    }
  }

  private TestEvent merged(UUID survivor, UUID merge, int sequence, boolean undone) {
    return TestEvent.of(
        "org.retzef.family.merged.v1",
        survivor.toString(),
        sequence,
        news(survivor, merge, Desk.DEPARTMENT, undone));
  }

  private String news(UUID survivor, UUID merge, String unit, boolean undone) {
    return """
        {"familyId": "%s", "mergedFamilyId": "%s", "mergeId": "%s", "unit": "%s",
         "mergedUnit": "%s", "undone": %s}
        """
        .formatted(survivor, family, merge, unit, Desk.DEPARTMENT, undone);
  }

  private JsonNode baskets(UUID of) {
    return Desk.worker(http).read("/baskets?familyId=" + of).get("items");
  }

  private JsonNode awaitBaskets(int count) {
    return await()
        .until(
            () -> Desk.worker(http).read("/baskets?familyId=" + family).get("items"),
            found -> found.size() >= count);
  }
}
