package org.retzef.basket.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jsmpp.util.DeliveryReceiptState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.DeclaredConflict;
import org.retzef.basket.Desk;
import org.retzef.basket.receipt.AskedFamilies.Asked;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What is on the worklist, its figures, and what two people decide in a family's place. */
@RetzefIT
class ReceiptOverrideIT implements ReceiptSurroundings {

  private static final Map<String, List<String>> FIGURES =
      Map.of(
          "delivered", List.of("DELIVERED"),
          "open", List.of("SENT", "DELIVERED"),
          "yes", List.of("YES"),
          "partial", List.of("PARTIAL"),
          "no", List.of("NO"),
          "silent", List.of("SILENT", "EXPIRED"),
          "failed", List.of("FAILED"),
          "toSend", List.of("TO_SEND"));

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private ReceiptReminders reminders;
  @Autowired private ReceiptAsking asking;
  @Autowired private Commands commands;
  private AskedFamilies families;

  @BeforeEach
  void families() {
    families = new AskedFamilies(http, database);
  }

  @Test
  void showsTheWorklistToTheDepartmentAndNobodyElse() {
    Asked asked = families.asked("he");
    Desk.head(http)
        .get("/receipts?status=SENT&limit=200")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.items[?(@.voucherId=='" + asked.voucher().id() + "')].status")
        .isEqualTo("SENT")
        .jsonPath("$.items[?(@.status!='SENT')]")
        .isEmpty();
    Desk stranger = Desk.of(http, "w-2", "IL.SOUTH.A0070.D1", "family-social-worker");
    assertThat(stranger.read("/receipts").get("items")).isEmpty();
    Answers.refused(
        Desk.of(http, "a-1", "IL", "data-analyst").get("/receipts"), 403, "role-not-allowed");
    assertThat(Answers.faults(Desk.head(http).get("/receipts?status=LOST"))).hasSize(1);
    http.get().uri("/api/v1/receipts").exchange().expectStatus().isUnauthorized();
  }

  @Test
  void itsFiguresAddUpForEachUnit() {
    families.answers(families.asked("he"), "YES", 200);
    families.answers(families.asked("he"), "NO", 200);
    families.asked("ar");
    String reached = families.asked("he").phone();
    CENTRE.partsTo(reached).forEach(part -> CENTRE.report(part.id(), DeliveryReceiptState.DELIVRD));
    JsonNode figures = Desk.head(http).read("/receipts/figures");
    assertThat(figures.get("delivered").asLong()).isPositive();
    FIGURES.forEach(
        (figure, statuses) ->
            assertThat(figures.get(figure).asLong()).as(figure).isEqualTo(counted(statuses)));
    assertThat(figures.get("sent").asLong())
        .isEqualTo(
            Stream.of("yes", "partial", "no", "silent", "failed", "open")
                .mapToLong(name -> figures.get(name).asLong())
                .sum())
        .isGreaterThanOrEqualTo(4);
    Desk stranger = Desk.of(http, "w-2", "IL.SOUTH.A0070.D1", "family-social-worker");
    assertThat(stranger.read("/receipts/figures").get("sent").asLong()).isZero();
    Desk.of(http, "a-1", "IL", "data-analyst")
        .get("/receipts/figures")
        .expectStatus()
        .isForbidden();
  }

  private long counted(List<String> statuses) {
    return database
        .sql("select count(*) from receipt where unit <@ :unit::ltree and status = any(:statuses)")
        .bind("unit", Desk.DEPARTMENT)
        .bind("statuses", statuses.toArray(String[]::new))
        .map(row -> row.get(0, Long.class))
        .one()
        .block();
  }

  @Test
  void whatNoMessageReachedIsOnTheWorklistAndPaidAfterTwoPeopleHaveSeenIt() {
    Asked asked = families.asked("he");
    CENTRE.report(CENTRE.partsTo(asked.phone()).getFirst().id(), DeliveryReceiptState.UNDELIV);
    Desk.head(http)
        .get("/receipts?status=FAILED&limit=200")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.items[?(@.voucherId=='" + asked.voucher().id() + "')].failure")
        .isEqualTo("not-delivered")
        .jsonPath("$.items[?(@.status!='FAILED')]")
        .isEmpty();
    String path = "/receipts/" + asked.receipt("id");
    propose(asked.voucher().worker(), path, override("CAME", null)).expectStatus().isCreated();
    assertThat(asked.voucher().payment()).isEqualTo("HELD");
    confirm(Desk.head(http), path, "CONFIRMED").expectStatus().isCreated();
    assertThat(asked.voucher().payment()).isEqualTo("RELEASED");
    assertThat(asked.receipt("status")).isEqualTo("FAILED");
    assertThat(asked.receipt("override")).isEqualTo("CAME");
  }

  @Test
  void twoPeopleWithAReasonLetWhatCameInPartBePaid() {
    try (var events = TestEvents.on("retzef.basket.events")) {
      Asked asked = families.asked("he");
      families.answers(asked, "PARTIAL", 200);
      String path = "/receipts/" + asked.receipt("id");
      Desk lead = Desk.of(http, "lead-1", Desk.DEPARTMENT, "team-lead");
      assertThat(Answers.faults(propose(lead, path, "{\"outcome\":\"CAME\"}")))
          .containsExactly("reasonCode required");
      assertThat(Answers.faults(propose(lead, path, override("CAME", "1.00"))))
          .containsExactly("amount amount-of-part");
      assertThat(Answers.faults(propose(lead, path, override("CAME_IN_PART", "900.00"))))
          .containsExactly("amount part-not-below-delivery");
      lead.post(path + "/override", override("CAME", null), null).expectStatus().isEqualTo(428);
      lead.post(path + "/override", override("CAME", null), "\"77\"").expectStatus().isEqualTo(412);
      propose(lead, path, override("CAME_IN_PART", "650.00")).expectStatus().isCreated();
      Answers.refused(propose(lead, path, override("CAME", null)), 409, "override-exists");
      assertThat(asked.voucher().payment()).isEqualTo("HELD");
      Answers.refused(confirm(lead, path, "CONFIRMED"), 409, "second-person-needed");
      confirm(asked.voucher().worker(), path, "CONFIRMED").expectStatus().isForbidden();
      confirm(Desk.head(http), path, "CONFIRMED").expectStatus().isCreated();
      assertThat(asked.voucher().payment()).isEqualTo("RELEASED");
      assertThat(asked.receipt("status")).isEqualTo("PARTIAL");
      assertThat(asked.receipt("override")).isEqualTo("CAME_IN_PART");
      String payment = "/vouchers/" + asked.voucher().id() + "/payment";
      assertThat(
              Answers.json(
                      Desk.head(http)
                          .post(payment, "{}", Desk.head(http).eTag(payment))
                          .expectStatus()
                          .isCreated())
                  .get("amount")
                  .asString())
          .isEqualTo("650.00");
      assertThat(asked.events(events, 3).getLast().type())
          .isEqualTo("org.retzef.receipt.overridden.v1");
    }
  }

  @Test
  void whoBelongsToTheFamilyNeitherProposesNorConfirmsWhatCame() {
    Asked asked = families.asked("he");
    families.answers(asked, "NO", 200);
    String path = "/receipts/" + asked.receipt("id");
    String family = asked.receipt("familyId");
    Desk lead = Desk.of(http, "lead-1", Desk.DEPARTMENT, "team-lead");
    DeclaredConflict.of(database, family, "lead-1");
    DeclaredConflict head = DeclaredConflict.of(database, family, "head-1");
    Answers.refused(propose(lead, path, override("CAME", null)), 409, "conflict-of-interest");
    propose(asked.voucher().worker(), path, override("CAME", null)).expectStatus().isCreated();
    Answers.refused(confirm(lead, path, "CONFIRMED"), 409, "conflict-of-interest");
    Answers.refused(confirm(Desk.head(http), path, "DECLINED"), 409, "conflict-of-interest");
    assertThat(asked.voucher().payment()).isEqualTo("HELD");
    head.end();
    confirm(Desk.head(http), path, "CONFIRMED").expectStatus().isCreated();
    assertThat(asked.voucher().payment()).isEqualTo("RELEASED");
  }

  @Test
  void twoPeopleEndADeliveryThatNeverCameAndItsMoneyIsFree() {
    Asked asked = families.asked("he");
    families.answers(asked, "NO", 200);
    String path = "/receipts/" + asked.receipt("id");
    propose(asked.voucher().worker(), path, override("DID_NOT_COME", null))
        .expectStatus()
        .isCreated();
    confirm(Desk.head(http), path, "DECLINED").expectStatus().isCreated();
    Answers.refused(confirm(Desk.head(http), path, "CONFIRMED"), 404, "override-not-found");
    propose(asked.voucher().worker(), path, override("DID_NOT_COME", null))
        .expectStatus()
        .isCreated();
    confirm(Desk.head(http), path, "CONFIRMED").expectStatus().isCreated();
    assertThat(asked.voucher().requestStatus()).isEqualTo("WITHDRAWN");
    String basket =
        asked
            .voucher()
            .worker()
            .read("/requests/" + asked.voucher().requestId())
            .get("basketId")
            .asString();
    assertThat(asked.voucher().worker().read("/baskets/" + basket).get("left").asString())
        .isEqualTo("8000.00");
  }

  @Test
  void aSilentFamilysDeliveryIsPaidAfterTwoPeopleHaveSeenItAndAYesIsNotOverridden() {
    Asked silent = families.asked("he");
    families.wereSentDaysAgo(silent, 15);
    reminders.remind().block();
    String path = "/receipts/" + silent.receipt("id");
    Desk stranger = Desk.of(http, "w-2", "IL.SOUTH.A0070.D1", "family-social-worker");
    Answers.refused(
        stranger.post(path + "/override", override("CAME", null), "\"1\""),
        404,
        "receipt-not-found");
    propose(silent.voucher().worker(), path, override("CAME", null)).expectStatus().isCreated();
    confirm(Desk.head(http), path, "CONFIRMED").expectStatus().isCreated();
    assertThat(silent.voucher().payment()).isEqualTo("RELEASED");
    Asked yes = families.asked("he");
    families.answers(yes, "YES", 200);
    Answers.refused(
        propose(yes.voucher().worker(), "/receipts/" + yes.receipt("id"), override("CAME", null)),
        409,
        "receipt-settled");
  }

  @Test
  void aReceiptGoesWithItsFamilyToAnotherDepartment() {
    Asked asked = families.asked("he");
    families.answers(asked, "NO", 200);
    String path = "/receipts/" + asked.receipt("id");
    String family = asked.receipt("familyId");
    Desk newWorker = transferred(family);
    Desk formerWorker = asked.voucher().worker();
    Answers.refused(formerWorker.get(path), 404, "receipt-not-found");
    assertThat(asked.receipt("id")).isEmpty();
    assertThat(newWorker.read("/receipts?limit=200").toString()).contains(asked.voucher().id());
    propose(newWorker, path, override("CAME", null)).expectStatus().isCreated();
  }

  @Test
  void aReceiptThatIsMadeLateIsOfTheDepartmentThatItsBasketIsIn() {
    Asked asked = families.asked("he");
    var delivery =
        new ReceiptAsking.DeliveryConfirmed(
            UUID.fromString(asked.voucher().id()),
            UUID.fromString(asked.voucher().requestId()),
            UUID.fromString(asked.receipt("basketId")),
            UUID.fromString(asked.receipt("familyId")),
            new UnitPath(Desk.DEPARTMENT),
            List.of("HOUSEHOLD_EQUIPMENT"));
    wasNotHeardOf(asked);
    Desk newWorker = transferred(delivery.familyId().toString());
    commands.run(() -> asking.prepare(delivery)).block();
    assertThat(newWorker.read("/receipts?limit=200").toString()).contains(asked.voucher().id());
    assertThat(asked.receipt("id")).isEmpty();
  }

  /** As if the news of the delivery were still to come. */
  private void wasNotHeardOf(Asked asked) {
    String receipt = asked.receipt("id");
    for (String sql :
        List.of(
            "delete from receipt_message where receipt_id = :id",
            "delete from receipt where id = :id")) {
      database.sql(sql).bind("id", UUID.fromString(receipt)).then().block();
    }
  }

  /** Answers a worker of the department that the family moved to. */
  private Desk transferred(String family) {
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(
          TestEvent.of(
              "org.retzef.family.transferred.v1",
              family,
              2,
              "{\"familyId\":\"%s\",\"fromUnit\":\"%s\",\"unit\":\"IL.SOUTH.A0031.D1\"}"
                  .formatted(family, Desk.DEPARTMENT)));
    }
    Desk newWorker = Desk.of(http, "worker-2", "IL.SOUTH.A0031.D1", "family-social-worker");
    await()
        .until(
            () -> newWorker.read("/baskets?familyId=" + family).get("items"),
            found -> !found.isEmpty());
    return newWorker;
  }

  private static String override(String outcome, String amount) {
    return "{\"outcome\":\"%s\",\"reasonCode\":\"SEEN_AT_HOME\",\"amount\":%s}"
        .formatted(outcome, amount == null ? null : "\"" + amount + "\"");
  }

  private static WebTestClient.ResponseSpec propose(Desk desk, String path, String body) {
    return desk.post(path + "/override", body, desk.eTag(path));
  }

  private static WebTestClient.ResponseSpec confirm(Desk desk, String path, String answer) {
    return desk.post(path + "/override/answer", "{\"answer\":\"" + answer + "\"}", desk.eTag(path));
  }
}
