package org.retzef.basket.basket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.AskedBasket;
import org.retzef.basket.Desk;
import org.retzef.basket.Race;
import org.retzef.basket.ledger.Ledger;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Baskets that grow and shrink while they are open. */
@RetzefIT
class ChangedBasketIT {

  @Autowired private WebTestClient http;
  @Autowired private BasketChanges changes;
  @Autowired private Ledger ledger;
  @Autowired private Outbox outbox;
  @Autowired private Commands commands;
  @Autowired private BasketUpkeep upkeep;

  private final UUID family = UUID.randomUUID();
  private final UUID enrolment = UUID.randomUUID();
  private BasketLife life;

  @BeforeEach
  void atTheDesks() {
    life = new BasketLife(http);
  }

  @Test
  void isChangedAsItWasSeenWhereTheManagerSaysWhatWasSeen() {
    String basket = life.worker().opensABasket("NOSHMIM_ROUTINE");
    String path = "/baskets/" + basket;
    String seen = life.manager().eTag(path);
    assertThat(life.manager().eTag(path)).isEqualTo(seen);
    life.worker().asks(basket, "7000.00");
    assertThat(life.manager().eTag(path)).isNotEqualTo(seen);
    String less = BasketLife.adjustment("DECREASE", "500.00");
    assertThat(
            Answers.json(
                    life.manager()
                        .post(path + "/adjustments", less, seen)
                        .expectStatus()
                        .isEqualTo(412))
                .at("/current/left")
                .asString())
        .isEqualTo("1000.00");
    life.manager()
        .post(path + "/adjustments", less, life.manager().eTag(path))
        .expectStatus()
        .isCreated();
    life.adjusts(basket, "DECREASE", "500.00").expectStatus().isCreated();
    assertThat(life.worker().read(path).get("left").asString()).isEqualTo("0.00");
  }

  @Test
  void growsAndShrinksByDateAndNeverBelowWhatIsReserved() {
    String basket = life.worker().opensABasket("NOSHMIM_ROUTINE");
    life.worker().asks(basket, "7000.00");
    Answers.refused(life.adjusts(basket, "DECREASE", "1000.01"), 409, "basket-committed");
    try (var events = TestEvents.on("retzef.basket.events")) {
      JsonNode smaller =
          Answers.json(life.adjusts(basket, "DECREASE", "1000.00").expectStatus().isCreated());
      assertThat(smaller.get("change").asString()).isEqualTo("-1000.00");
      assertThat(smaller.get("ceiling").asString()).isEqualTo("7000.00");
      TestEvent told =
          events.await(1, event -> event.type().equals("org.retzef.basket.adjusted.v1")).getFirst();
      assertThat(told.json()).contains("\"change\":\"-1000.00\"", "\"ceiling\":\"7000.00\"");
    }
    life.adjusts(basket, "INCREASE", "250.50").expectStatus().isCreated();
    JsonNode after = life.worker().read("/baskets/" + basket);
    assertThat(after.get("ceiling").asString()).isEqualTo("7250.50");
    assertThat(after.get("left").asString()).isEqualTo("250.50");
    Answers.refused(life.adjusts(basket, "INCREASE", "999999999"), 409, "balance-too-low");
    assertThat(Answers.faults(life.adjusts(basket, "INCREASE", "-1")))
        .containsExactly("amount money-invalid");
    Desk.head(http)
        .post("/baskets/" + basket + "/adjustments", BasketLife.adjustment("INCREASE", "1"))
        .expectStatus()
        .isForbidden();
    Answers.refused(
        life.adjusts(UUID.randomUUID().toString(), "INCREASE", "1"), 404, "basket-not-found");
  }

  @Test
  void followsAFamilyThatGrowsOrShrinksByWhatIsConfigured() {
    String basket = life.worker().opensABasket("NOSHMIM_ROUTINE");
    UUID family =
        UUID.fromString(life.worker().read("/baskets/" + basket).get("familyId").asString());
    BasketAdjustment by300 = adjustingBy("300.00");
    commands.run(() -> by300.followJoining(somebodyOf(family), LocalDate.of(2026, 4, 20))).block();
    assertThat(life.worker().read("/baskets/" + basket).get("ceiling").asString())
        .isEqualTo("8300.00");
    life.worker().asks(basket, "8200.00");
    commands.run(() -> by300.followLeaving(somebodyOf(family), null)).block();
    JsonNode after = life.worker().read("/baskets/" + basket);
    assertThat(after.get("ceiling").asString()).as("never below it").isEqualTo("8200.00");
    commands.run(() -> adjustingBy("0.00").followJoining(somebodyOf(family), null)).block();
    assertThat(life.worker().read("/baskets/" + basket).get("ceiling").asString())
        .isEqualTo("8200.00");
  }

  /** Here a member makes 300.00; as it is installed, nothing, because no source says how much. */
  @Test
  void followsWhoJoinsAndWhoLeavesFromTheDayOnWhichTheyDid() {
    try (var families = TestEvents.on("retzef.family.events");
        var baskets = TestEvents.on("retzef.basket.events")) {
      families.publish(Desk.enrolled(family, enrolment, "NOSHMIM_ROUTINE", "2026-01-15", 1));
      String basket = BasketLife.id(life.await(family, "OPEN"));
      UUID child = UUID.randomUUID();
      families.publish(member(child, "joined", 2, "2026-04-20"));
      assertThat(adjusted(baskets, basket, 1))
          .contains(
              "\"change\":\"300.00\"",
              "\"reasonCode\":\"MEMBER_JOINED\"",
              "\"effectiveOn\":\"2026-04-20\"",
              "\"ceiling\":\"8300.00\"");
      assertThat(life.ceiling(basket)).isEqualTo("8300.00");
      families.publish(member(child, "left", 3, "2026-06-01"));
      assertThat(adjusted(baskets, basket, 2))
          .contains(
              "\"change\":\"-300.00\"",
              "\"reasonCode\":\"MEMBER_LEFT\"",
              "\"effectiveOn\":\"2026-06-01\"",
              "\"ceiling\":\"8000.00\"");
      assertThat(life.ceiling(basket)).isEqualTo("8000.00");
      families.publish(member(child, "left", 4, "2026-05-31")); // the day was corrected
      families.publish(member(child, "joined", 5, "2026-07-01"));
      assertThat(adjusted(baskets, basket, 3)).contains("MEMBER_JOINED", "2026-07-01");
      families.publish(member(child, "left", 6, "2026-08-01"));
      assertThat(adjusted(baskets, basket, 4)).contains("MEMBER_LEFT", "2026-08-01");
      assertThat(life.ceiling(basket)).isEqualTo("8000.00");
    }
  }

  private static BasketChanges.Member somebodyOf(UUID family) {
    return new BasketChanges.Member(family, UUID.randomUUID());
  }

  private TestEvent member(UUID id, String what, int version, String day) {
    return TestEvent.of(
        "org.retzef.member.%s.v1".formatted(what),
        family.toString(),
        version,
        """
        {"familyId":"%s","memberId":"%s","unit":"%s","relation":"CHILD","birthYear":2026,
         "minor":true,"%sOn":"%s","members":4,"minors":3}
        """
            .formatted(family, id, Desk.DEPARTMENT, what, day));
  }

  /** What was told of so many adjustments' last. */
  private static String adjusted(TestEvents baskets, String basket, int count) {
    return baskets
        .await(
            count,
            event ->
                event.type().equals("org.retzef.basket.adjusted.v1")
                    && event.subject().equals(basket))
        .get(count - 1)
        .json();
  }

  @Test
  void countsAChangeForTheDayThatTheManagerNames() {
    String basket = life.worker().opensABasket("NOSHMIM_ROUTINE");
    LocalDate day = AskedBasket.today().minusDays(1);
    String more =
        BasketLife.adjustment("INCREASE", "250.50")
            .replace("}", ", \"effectiveOn\": \"%s\"}".formatted(day));
    try (var events = TestEvents.on("retzef.basket.events")) {
      JsonNode larger =
          Answers.json(
              life.manager()
                  .post("/baskets/" + basket + "/adjustments", more)
                  .expectStatus()
                  .isCreated());
      assertThat(larger.get("effectiveOn").asString()).isEqualTo(day.toString());
      assertThat(adjusted(events, basket, 1)).contains("\"effectiveOn\":\"%s\"".formatted(day));
    }
    JsonNode statement = statementOf(basket).get("items");
    assertThat(statement).hasSize(2);
    assertThat(statement.at("/0/balance").asString()).isEqualTo("8000.00");
    assertThat(statement.at("/1/amount").asString()).isEqualTo("250.50");
    assertThat(statement.at("/1/effectiveOn").asString()).isEqualTo(day.toString());
    assertThat(statement.at("/1/bookedOn").asString()).isNotEqualTo(day.toString());
    assertThat(statement.at("/1/balance").asString()).isEqualTo("8250.50");
  }

  private JsonNode statementOf(String basket) {
    String account =
        life.manager()
            .read("/ledger/accounts?prefix=available/" + basket)
            .at("/items/0/id")
            .asString();
    return life.manager().read("/ledger/accounts/" + account + "/statement");
  }

  @Test
  void waitsWhereItsBudgetHasTooLittleToFollowAFamilyThatGrows() {
    String budget = life.loads(2016, "GROWING", 1, "8000.00");
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(Desk.enrolled(family, enrolment, "GROWING", "2016-02-01", 1));
    }
    String basket = BasketLife.id(life.await(family, "OPEN"));
    BasketAdjustment by300 = adjustingBy("300.00");
    commands.run(() -> by300.followJoining(somebodyOf(family), null)).block();
    commands.run(() -> by300.followJoining(somebodyOf(family), null)).block();
    commands.run(() -> by300.followLeaving(somebodyOf(family), null)).block();
    JsonNode waiting = life.manager().read("/baskets/" + basket);
    assertThat(waiting.get("ceiling").asString()).isEqualTo("8000.00");
    assertThat(waiting.get("waitsFor").asString()).isEqualTo("300.00");
    assertThat(
            life.manager()
                .read("/baskets?status=WAITING_FOR_BUDGET&familyId=" + family)
                .get("items")
                .toString())
        .contains(basket);
    life.grows(budget, "GROWING", "299.99");
    upkeep.openWaiting();
    assertThat(life.ceiling(basket)).isEqualTo("8000.00");
    life.grows(budget, "GROWING", "0.01");
    upkeep.openWaiting();
    assertThat(life.ceiling(basket)).isEqualTo("8300.00");
    assertThat(life.manager().read("/baskets/" + basket).get("waitsFor").asString())
        .isEqualTo("0.00");
    assertThat(life.free(budget)).isEqualTo("0.00");
  }

  private BasketAdjustment adjustingBy(String perMember) {
    return new BasketAdjustment(changes, ledger, outbox, Clock.systemUTC(), perMember);
  }

  /** M5: the basket is cut while requests run; it is never below what is reserved. */
  @Test
  void isNeverCutBelowWhatIsReservedAtTheSameMoment() throws Exception {
    String basket = life.worker().opensABasket("NOSHMIM_ROUTINE");
    List<Integer> answers =
        Race.of(
            30,
            i ->
                Patiently.ask(
                        () ->
                            i % 3 == 0
                                ? life.adjusts(basket, "DECREASE", "1000.00")
                                : requests(basket, "1000.00"))
                    .getStatus()
                    .value());
    assertThat(answers).containsOnly(201, 409);
    assertThat(answers.stream().filter(status -> status == 201)).hasSize(8);
    JsonNode after = life.worker().read("/baskets/" + basket);
    assertThat(after.get("left").asString()).isEqualTo("0.00");
    assertThat(after.get("ceiling").asString()).isEqualTo(after.get("reserved").asString());
  }

  /** M2: whoever is first gets the last thousand, and nobody is refused while it is there. */
  @Test
  void givesTheLastThousandToOneOfMany() throws Exception {
    String basket = life.worker().opensABasket("NOSHMIM_ROUTINE");
    life.worker().asks(basket, "7000.00");
    for (int round = 0; round < 5; round++) {
      List<JsonNode> answers =
          Race.of(20, i -> Answers.json(Patiently.ask(() -> requests(basket, "1000.00"))));
      List<JsonNode> accepted = answers.stream().filter(a -> a.has("requiredTier")).toList();
      assertThat(accepted).hasSize(1);
      String request = "/requests/" + accepted.getFirst().get("id").asString();
      life.worker()
          .patch(request, "{\"status\": \"WITHDRAWN\"}", life.worker().eTag(request))
          .expectStatus()
          .isOk();
    }
    assertThat(life.worker().read("/baskets/" + basket).get("left").asString())
        .isEqualTo("1000.00");
  }

  private WebTestClient.ResponseSpec requests(String basket, String amount) {
    return life.worker().post("/baskets/" + basket + "/requests", Desk.request(amount));
  }
}
