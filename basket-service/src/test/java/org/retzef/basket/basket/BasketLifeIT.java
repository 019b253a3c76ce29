package org.retzef.basket.basket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.basket.Race;
import org.retzef.basket.ledger.Ledger;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Baskets after they opened: waiting, growing, shrinking, closing. */
@RetzefIT
class BasketLifeIT {

  @Autowired private WebTestClient http;
  @Autowired private BasketChanges changes;
  @Autowired private Ledger ledger;
  @Autowired private Outbox outbox;
  @Autowired private Commands commands;
  @Autowired private DatabaseClient database;
  @Autowired private BasketUpkeep upkeep;

  private final UUID family = UUID.randomUUID();
  private final UUID enrolment = UUID.randomUUID();

  @Test
  void waitsForABudgetThatIsTooSmallAndOpensWhenItGrows() {
    String budget = loads(2012, "SMALL", 1, "8000.00");
    UUID second = UUID.randomUUID();
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(Desk.enrolled(family, enrolment, "SMALL", "2012-02-01", 1));
      awaitBasket(family, "OPEN");
      events.publish(Desk.enrolled(second, UUID.randomUUID(), "SMALL", "2012-02-01", 1));
    }
    JsonNode waiting = awaitBasket(second, "WAITING_FOR_BUDGET");
    assertThat(waiting.get("ceiling").asString()).isEqualTo("0.00");
    Desk.refused(
        worker().post("/baskets/" + id(waiting) + "/requests", Desk.request("1.00")),
        409,
        "basket-not-open");
    assertThat(manager().read("/baskets?status=WAITING_FOR_BUDGET").get("items").toString())
        .contains(id(waiting));
    grows(budget, "SMALL", "8000.00");
    JsonNode open = awaitBasket(second, "OPEN");
    assertThat(open.get("left").asString()).isEqualTo("8000.00");
    assertThat(manager().read("/budgets/" + budget + "/position").get("total").asString())
        .isEqualTo("0.00");
  }

  @Test
  void waitsForATrackThatNoBudgetNamesAndOpensWhenOneDoes() {
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(Desk.enrolled(family, enrolment, "UNNAMED", "2013-02-01", 1));
    }
    awaitBasket(family, "WAITING_FOR_BUDGET");
    loads(2013, "UNNAMED", 2, "500.00");
    assertThat(awaitBasket(family, "OPEN").get("ceiling").asString()).isEqualTo("500.00");
  }

  @Test
  void fillsABasketOutOfWhatItsAuthorityWasAllocated() {
    String budget = loads(2014, "GIVEN", 3, "8000.00");
    Desk.knowsUnits(database, "IL.SOUTH.A2630");
    manager()
        .post(
            "/budgets/" + budget + "/allocations",
            """
            {"from": {"track": "GIVEN", "unit": "IL"},
             "to": {"track": "GIVEN", "unit": "IL.SOUTH.A2630"}, "amount": "8000.00"}
            """)
        .expectStatus()
        .isCreated();
    UUID second = UUID.randomUUID();
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(Desk.enrolled(family, enrolment, "GIVEN", "2014-02-01", 1));
      awaitBasket(family, "OPEN");
      events.publish(Desk.enrolled(second, UUID.randomUUID(), "GIVEN", "2014-02-01", 1));
    }
    awaitBasket(second, "WAITING_FOR_BUDGET");
    JsonNode line = manager().read("/budgets/" + budget + "/position").get("lines").get(0);
    assertThat(line.get("free").asString()).as("is the country's").isEqualTo("16000.00");
    assertThat(line.get("allocated").asString()).isEqualTo("0.00");
  }

  @Test
  void growsAndShrinksByDateAndNeverBelowWhatIsReserved() {
    String basket = worker().opensABasket("NOSHMIM_ROUTINE");
    worker().asks(basket, "7000.00");
    Desk.refused(adjusts(basket, "DECREASE", "1000.01"), 409, "basket-committed");
    try (var events = TestEvents.on("retzef.basket.events")) {
      JsonNode smaller =
          Desk.json(adjusts(basket, "DECREASE", "1000.00").expectStatus().isCreated());
      assertThat(smaller.get("change").asString()).isEqualTo("-1000.00");
      assertThat(smaller.get("ceiling").asString()).isEqualTo("7000.00");
      TestEvent told =
          events.await(1, event -> event.type().equals("org.retzef.basket.adjusted.v1")).getFirst();
      assertThat(told.json()).contains("\"change\":\"-1000.00\"", "\"ceiling\":\"7000.00\"");
    }
    adjusts(basket, "INCREASE", "250.50").expectStatus().isCreated();
    JsonNode after = worker().read("/baskets/" + basket);
    assertThat(after.get("ceiling").asString()).isEqualTo("7250.50");
    assertThat(after.get("left").asString()).isEqualTo("250.50");
    Desk.refused(adjusts(basket, "INCREASE", "999999999"), 409, "balance-too-low");
    assertThat(Desk.faults(adjusts(basket, "INCREASE", "-1")))
        .containsExactly("amount money-invalid");
    Desk.head(http)
        .post("/baskets/" + basket + "/adjustments", adjustment("INCREASE", "1"))
        .expectStatus()
        .isForbidden();
    Desk.refused(adjusts(UUID.randomUUID().toString(), "INCREASE", "1"), 404, "basket-not-found");
  }

  @Test
  void followsAFamilyThatGrowsOrShrinksByWhatIsConfigured() {
    String basket = worker().opensABasket("NOSHMIM_ROUTINE");
    UUID family = UUID.fromString(worker().read("/baskets/" + basket).get("familyId").asString());
    BasketAdjustment by300 = adjustingBy("300.00");
    commands.run(() -> by300.follow(family, true, LocalDate.of(2026, 4, 20))).block();
    assertThat(worker().read("/baskets/" + basket).get("ceiling").asString()).isEqualTo("8300.00");
    worker().asks(basket, "8200.00");
    commands.run(() -> by300.follow(family, false, null)).block();
    JsonNode after = worker().read("/baskets/" + basket);
    assertThat(after.get("ceiling").asString()).as("never below it").isEqualTo("8200.00");
    commands.run(() -> adjustingBy("0.00").follow(family, true, null)).block();
    assertThat(worker().read("/baskets/" + basket).get("ceiling").asString()).isEqualTo("8200.00");
  }

  @Test
  void waitsWhereItsBudgetHasTooLittleToFollowAFamilyThatGrows() {
    String budget = loads(2016, "GROWING", 1, "8000.00");
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(Desk.enrolled(family, enrolment, "GROWING", "2016-02-01", 1));
    }
    String basket = id(awaitBasket(family, "OPEN"));
    BasketAdjustment by300 = adjustingBy("300.00");
    commands.run(() -> by300.follow(family, true, null)).block();
    commands.run(() -> by300.follow(family, true, null)).block();
    commands.run(() -> by300.follow(family, false, null)).block();
    JsonNode waiting = manager().read("/baskets/" + basket);
    assertThat(waiting.get("ceiling").asString()).isEqualTo("8000.00");
    assertThat(waiting.get("waitsFor").asString()).isEqualTo("300.00");
    assertThat(
            manager()
                .read("/baskets?status=WAITING_FOR_BUDGET&familyId=" + family)
                .get("items")
                .toString())
        .contains(basket);
    grows(budget, "GROWING", "299.99");
    upkeep.openWaiting();
    assertThat(ceiling(basket)).isEqualTo("8000.00");
    grows(budget, "GROWING", "0.01");
    upkeep.openWaiting();
    assertThat(ceiling(basket)).isEqualTo("8300.00");
    assertThat(manager().read("/baskets/" + basket).get("waitsFor").asString()).isEqualTo("0.00");
    assertThat(free(budget)).isEqualTo("0.00");
  }

  private String ceiling(String basket) {
    return worker().read("/baskets/" + basket).get("ceiling").asString();
  }

  private void grows(String budget, String track, String amount) {
    manager()
        .post(
            "/budgets/" + budget + "/corrections",
            """
            {"track": "%s", "direction": "INCREASE", "amount": "%s", "reasonCode": "MORE_FAMILIES"}
            """
                .formatted(track, amount))
        .expectStatus()
        .isCreated();
  }

  private BasketAdjustment adjustingBy(String perMember) {
    return new BasketAdjustment(changes, ledger, outbox, Clock.systemUTC(), perMember);
  }

  /** M5: the basket is cut while requests run; it is never below what is reserved. */
  @Test
  void isNeverCutBelowWhatIsReservedAtTheSameMoment() throws Exception {
    String basket = worker().opensABasket("NOSHMIM_ROUTINE");
    List<Integer> answers =
        Race.of(
            30,
            i ->
                Patiently.ask(
                        () ->
                            i % 3 == 0
                                ? adjusts(basket, "DECREASE", "1000.00")
                                : requests(basket, "1000.00"))
                    .getStatus()
                    .value());
    assertThat(answers).containsOnly(201, 409);
    assertThat(answers.stream().filter(status -> status == 201)).hasSize(8);
    JsonNode after = worker().read("/baskets/" + basket);
    assertThat(after.get("left").asString()).isEqualTo("0.00");
    assertThat(after.get("ceiling").asString()).isEqualTo(after.get("reserved").asString());
  }

  /** M2: whoever is first gets the last thousand, and nobody is refused while it is there. */
  @Test
  void givesTheLastThousandToOneOfMany() throws Exception {
    String basket = worker().opensABasket("NOSHMIM_ROUTINE");
    worker().asks(basket, "7000.00");
    for (int round = 0; round < 5; round++) {
      List<JsonNode> answers =
          Race.of(20, i -> Desk.json(Patiently.ask(() -> requests(basket, "1000.00"))));
      List<JsonNode> accepted = answers.stream().filter(a -> a.has("requiredTier")).toList();
      assertThat(accepted).hasSize(1);
      String request = "/requests/" + accepted.getFirst().get("id").asString();
      worker()
          .patch(request, "{\"status\": \"WITHDRAWN\"}", worker().eTag(request))
          .expectStatus()
          .isOk();
    }
    assertThat(worker().read("/baskets/" + basket).get("left").asString()).isEqualTo("1000.00");
  }

  @Test
  void closesWithItsEnrolmentAndGivesTheRestBackWhileReservationsRunOn() {
    String budget = loads(2015, "ENDING", 1, "8000.00");
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(Desk.enrolled(family, enrolment, "ENDING", "2015-02-01", 1));
      String basket = id(awaitBasket(family, "OPEN"));
      String kept = worker().asks(basket, "3000.00");
      String freed = worker().asks(basket, "1000.00");
      events.publish(ended(2, LocalDate.now(ZoneId.of("Asia/Jerusalem")).plusDays(5)));
      events.publish(ended(3, LocalDate.now(ZoneId.of("Asia/Jerusalem"))));
      events.publish(ended(4, LocalDate.now(ZoneId.of("Asia/Jerusalem"))));
      JsonNode closed = awaitBasket(family, "CLOSED");
      assertThat(closed.get("ceiling").asString()).isEqualTo("4000.00");
      assertThat(closed.get("left").asString()).isEqualTo("0.00");
      assertThat(free(budget)).isEqualTo("4000.00");
      Desk.refused(
          worker().post("/baskets/" + basket + "/requests", Desk.request("1.00")),
          409,
          "basket-closed");
      Desk.refused(adjusts(basket, "INCREASE", "1.00"), 409, "basket-closed");
      String request = "/requests/" + freed;
      worker()
          .patch(request, "{\"status\": \"WITHDRAWN\"}", worker().eTag(request))
          .expectStatus()
          .isOk();
      assertThat(free(budget)).as("what a closed basket frees").isEqualTo("5000.00");
      JsonNode after = worker().read("/baskets/" + basket);
      assertThat(after.get("reserved").asString()).isEqualTo("3000.00");
      assertThat(after.get("left").asString()).isEqualTo("0.00");
      assertThat(worker().read("/requests/" + kept).get("status").asString())
          .isEqualTo("SUBMITTED");
    }
  }

  @Test
  void closesWithAnEnrolmentThatWasCalledOffAsIfItHadNeverBegun() {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
    LocalDate start = today.plusMonths(4);
    String budget = loads(start.getYear(), "CALLED_OFF", 1, "8000.00");
    UUID waiting = UUID.randomUUID();
    UUID waitingEnrolment = UUID.randomUUID();
    try (var events = TestEvents.on("retzef.family.events");
        var told = TestEvents.on("retzef.basket.events")) {
      events.publish(Desk.enrolled(family, enrolment, "CALLED_OFF", start.toString(), 1));
      String basket = id(awaitBasket(family, "OPEN"));
      events.publish(Desk.enrolled(waiting, waitingEnrolment, "CALLED_OFF", start.toString(), 1));
      awaitBasket(waiting, "WAITING_FOR_BUDGET");
      events.publish(ended(waiting, waitingEnrolment, 2, today));
      awaitBasket(waiting, "CLOSED");
      events.publish(ended(family, enrolment, 2, today));
      JsonNode closed = awaitBasket(family, "CLOSED");
      assertThat(closed.get("ceiling").asString()).isEqualTo("0.00");
      assertThat(free(budget)).isEqualTo("8000.00");
      TestEvent closing =
          told.await(
                  1,
                  event ->
                      event.type().equals("org.retzef.basket.adjusted.v1")
                          && event.json().contains(basket))
              .getFirst();
      assertThat(closing.json())
          .contains("\"ENROLMENT_CALLED_OFF\"", "\"effectiveOn\":\"" + start + "\"");
    }
    upkeep.openWaiting();
    awaitBasket(waiting, "CLOSED");
  }

  /** As may happen once another took the family in, and tells of the end with its own events. */
  @Test
  void closesWithAnEndThatIsToldBeforeTheBeginning() {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
    String budget = loads(2010, "ENDED_FIRST", 2, "8000.00");
    UUID survivor = UUID.randomUUID();
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(ended(survivor, enrolment, 1, today));
      await().until(() -> isEarly(enrolment));
      events.publish(Desk.enrolled(family, enrolment, "ENDED_FIRST", "2010-02-01", 1));
      awaitBasket(family, "CLOSED");
      assertThat(free(budget)).isEqualTo("16000.00");
      assertThat(isEarly(enrolment)).isFalse();

      UUID atOnce = UUID.randomUUID();
      UUID its = UUID.randomUUID();
      events.publish(Desk.enrolled(atOnce, its, "ENDED_FIRST", "2010-02-01", 1));
      awaitBasket(atOnce, "OPEN");
      database
          .sql("insert into early_end values (:enrolment, :day)")
          .bind("enrolment", its)
          .bind("day", today)
          .then()
          .block();
      upkeep.closeEnded();
      awaitBasket(atOnce, "CLOSED");
      assertThat(free(budget)).isEqualTo("16000.00");
    }
  }

  private boolean isEarly(UUID enrolment) {
    return Boolean.TRUE.equals(
        database
            .sql("select 1 from early_end where enrolment_id = :enrolment")
            .bind("enrolment", enrolment)
            .fetch()
            .first()
            .hasElement()
            .block());
  }

  private TestEvent ended(int version, LocalDate day) {
    return ended(family, enrolment, version, day);
  }

  private static TestEvent ended(UUID family, UUID enrolment, int version, LocalDate day) {
    return TestEvent.of(
        "org.retzef.enrolment.ended.v1",
        family.toString(),
        version,
        """
        {"familyId":"%s","enrolmentId":"%s","unit":"%s","programme":"NOSHMIM","track":"ENDING",
         "status":"GRADUATED","endDate":"%s","reason":"GOALS_REACHED"}
        """
            .formatted(family, enrolment, Desk.DEPARTMENT, day));
  }

  private String loads(int year, String track, int families, String basket) {
    return Desk.id(
        manager()
            .post(
                "/budgets",
                """
                {"year": %d, "rows": [{"track": "%s", "families": %d, "basket": "%s",
                 "total": "%s"}]}
                """
                    .formatted(
                        year,
                        track,
                        families,
                        basket,
                        new java.math.BigDecimal(basket)
                            .multiply(new java.math.BigDecimal(families)))));
  }

  private String free(String budget) {
    return manager()
        .read("/budgets/" + budget + "/position")
        .get("lines")
        .get(0)
        .get("free")
        .asString();
  }

  private WebTestClient.ResponseSpec requests(String basket, String amount) {
    return worker().post("/baskets/" + basket + "/requests", Desk.request(amount));
  }

  private WebTestClient.ResponseSpec adjusts(String basket, String direction, String amount) {
    return manager().post("/baskets/" + basket + "/adjustments", adjustment(direction, amount));
  }

  private static String adjustment(String direction, String amount) {
    return "{\"direction\": \"%s\", \"amount\": \"%s\", \"reasonCode\": \"FAMILY_CHANGED\"}"
        .formatted(direction, amount);
  }

  private JsonNode awaitBasket(UUID family, String status) {
    return await()
        .until(
            () -> worker().read("/baskets?familyId=" + family).get("items"),
            found -> found.size() == 1 && found.get(0).get("status").asString().equals(status))
        .get(0);
  }

  private static String id(JsonNode basket) {
    return basket.get("id").asString();
  }

  private Desk worker() {
    return Desk.worker(http);
  }

  private Desk manager() {
    return Desk.basketManager(http);
  }
}
