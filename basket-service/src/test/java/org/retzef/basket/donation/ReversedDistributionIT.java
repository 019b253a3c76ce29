package org.retzef.basket.donation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.AskedBasket;
import org.retzef.basket.DeclaredConflict;
import org.retzef.basket.Desk;
import org.retzef.basket.Race;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** What a family was given by mistake, and what is left when it is undone. */
@RetzefIT
class ReversedDistributionIT {

  private static final String WRONG = "{\"reasonCode\":\"WRONG_FAMILY\"}";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private final LocalDate today = AskedBasket.today();
  private final String donor =
      "D" + UUID.randomUUID().toString().replace("-", "").substring(0, 20).toUpperCase();
  private UUID family;
  private Desk manager;
  private Desk head;

  @BeforeEach
  void aFamilyIsKnown() {
    manager = Desk.basketManager(http);
    head = Desk.head(http);
    family = knownFamily();
  }

  @Test
  void isUndoneByASecondPersonAndIsInTheDonationAgain() {
    String donation = donates("\"FOOD_PARCEL\", \"quantity\": 3");
    try (var events = TestEvents.on("retzef.basket.events")) {
      String wrong = gives(donation, "\"quantity\": 3");
      JsonNode undone = Answers.json(reverse(head, donation, wrong), 201);
      assertThat(undone.get("reasonCode").asString()).isEqualTo("WRONG_FAMILY");
      assertThat(undone.get("reversedOn").asString()).isEqualTo(today.toString());
      assertThat(undone.get("reversedBy").asString()).isEqualTo("head-1");
      assertThat(manager.read(donation + "/distributions").get("items").get(0)).isEqualTo(undone);
      assertThat(manager.read(donation).get("distributed").asInt()).isZero();
      assertReport(0, 0, "0.00");

      String other = gives(donation, "\"quantity\": 2", knownFamily());
      assertThat(manager.read(donation).get("distributed").asInt()).isEqualTo(2);
      assertReport(1, 2, "0.00");
      assertThat(other).isNotEqualTo(wrong);
      var told = events.await(3, donation.substring("/donations/".length()));
      assertThat(told)
          .extracting(event -> event.type().replace("org.retzef.", ""))
          .containsExactly(
              "donation.distributed.v1", "distribution.reversed.v1", "donation.distributed.v1");
      assertThat(told.get(1).json())
          .contains(wrong, "\"quantity\":3", "\"reasonCode\":\"WRONG_FAMILY\"")
          .doesNotContain("head-1");
    }
  }

  @Test
  void bringsMoneyBackThroughTheAccountsThatItWent() {
    String donation = donates("\"MONEY\", \"amount\": \"1000.00\"");
    String id = donation.substring("/donations/".length());
    String wrong = gives(donation, "\"amount\": \"400.10\"");
    String more = "\"amount\": \"599.91\"";
    Answers.refused(give(donation, more, family), 409, "donation-exhausted");
    assertThat(held("donated/" + id)).isEqualTo("400.10");
    Answers.json(reverse(head, donation, wrong), 201);
    assertThat(held("donated/" + id)).isEqualTo("0.00");
    assertThat(held("donation/" + id)).isEqualTo("1000.00");
    assertThat(manager.read(donation).get("amountDistributed").asString()).isEqualTo("0.00");
    assertReport(0, 0, "0.00");
    gives(donation, more);
    assertReport(1, 0, "599.91");
    assertProven();
  }

  /** The report of the year in which it was given stays, but for the family. */
  @Test
  void countsForToday() {
    String donation = donates("\"FOOD_PARCEL\", \"quantity\": 3");
    LocalDate aYearAgo = today.minusYears(1);
    String wrong =
        Answers.json(
                manager.post(
                    donation + "/distributions", body("\"quantity\": 3", family, aYearAgo)),
                201)
            .get("id")
            .asString();
    Answers.json(reverse(head, donation, wrong), 201);
    JsonNode former = line("&year=" + aYearAgo.getYear());
    assertThat(former.get("items").asInt()).isEqualTo(3);
    assertThat(former.get("families").asInt()).isZero();
    assertThat(line("&year=" + today.getYear()).get("items").asInt()).isEqualTo(-3);
    assertThat(line("").get("items").asInt()).isZero();
  }

  @Test
  void isUndoneByNobodyWhoMayNotAndNotWithoutAReason() {
    String donation = donates("\"FOOD_PARCEL\", \"quantity\": 3");
    String wrong = gives(donation, "\"quantity\": 1");
    Answers.refused(reverse(manager, donation, wrong), 409, "own-distribution");
    reverse(Desk.worker(http), donation, wrong).expectStatus().isForbidden();
    Desk stranger = Desk.of(http, "head-9", "IL.SOUTH.A0070.D1", "department-head");
    Answers.refused(reverse(stranger, donation, wrong), 404, "distribution-not-found");
    String unknown = UUID.randomUUID().toString();
    Answers.refused(reverse(head, donation, unknown), 404, "distribution-not-found");
    String other = donates("\"FOOD_PARCEL\", \"quantity\": 3");
    Answers.refused(reverse(head, other, wrong), 404, "distribution-not-found");
    String path = reversal(donation, wrong);
    assertThat(Answers.faults(head.post(path, "{}"))).containsExactly("reasonCode required");
    head.post(path, "{\"reasonCode\":\"LIKED_NOT\"}").expectStatus().isBadRequest();
    head.send(HttpMethod.POST, path, WRONG, null, null).expectStatus().isBadRequest();
    assertThat(manager.read(donation).get("distributed").asInt()).isEqualTo(1);
  }

  /** Decision 0046. */
  @Test
  void isUndoneByNobodyWhoBelongsToTheFamily() {
    String donation = donates("\"FOOD_PARCEL\", \"quantity\": 3");
    String wrong = gives(donation, "\"quantity\": 1");
    DeclaredConflict tie = DeclaredConflict.of(database, family.toString(), "head-1");
    Answers.refused(reverse(head, donation, wrong), 409, "conflict-of-interest");
    assertThat(manager.read(donation).get("distributed").asInt()).isEqualTo(1);
    tie.end();
    Answers.json(reverse(head, donation, wrong), 201);
  }

  @Test
  void isUndoneOnceByEightAtOnce() throws Exception {
    String donation = donates("\"MONEY\", \"amount\": \"100.00\"");
    gives(donation, "\"amount\": \"10.00\"");
    String wrong = gives(donation, "\"amount\": \"20.00\"");
    String path = reversal(donation, wrong);
    List<Integer> statuses =
        Race.of(
            8,
            i ->
                Patiently.ask(
                        () ->
                            Desk.of(http, "head-" + (2 + i), Desk.DEPARTMENT, "department-head")
                                .post(path, WRONG))
                    .getStatus()
                    .value());
    assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    assertThat(manager.read(donation).get("amountDistributed").asString()).isEqualTo("10.00");
    Answers.refused(head.post(path, WRONG), 409, "distribution-reversed");
    assertProven();
  }

  @Test
  void answersARepeatedCommandAsTheFirst() {
    String donation = donates("\"FOOD_PARCEL\", \"quantity\": 3");
    String path = reversal(donation, gives(donation, "\"quantity\": 1"));
    String key = UUID.randomUUID().toString();
    JsonNode first = Answers.json(head.send(HttpMethod.POST, path, WRONG, null, key), 201);
    assertThat(Answers.json(head.send(HttpMethod.POST, path, WRONG, null, key), 201))
        .isEqualTo(first);
    assertThat(manager.read(donation).get("distributed").asInt()).isZero();
  }

  /** A file that is sent again changes nothing (docs/decisions/0109). */
  @Test
  void isNotGivenAnewByTheSameFile() {
    String donation = donates("\"FOOD_PARCEL\", \"quantity\": 3");
    String row =
        "{\"familyId\": \"%s\", \"quantity\": 2, \"distributedOn\": \"%s\"}\n"
            .formatted(family, today);
    assertThat(imports(donation, row).get("done").asInt()).isEqualTo(1);
    String wrong =
        manager.read(donation + "/distributions").get("items").get(0).get("id").asString();
    Answers.json(reverse(head, donation, wrong), 201);
    assertThat(imports(donation, row).get("repeated").asInt()).isEqualTo(1);
    assertThat(manager.read(donation).get("distributed").asInt()).isZero();
  }

  private JsonNode imports(String donation, String file) {
    String path = donation + "/distributions/imports";
    String id =
        Answers.json(
                manager
                    .sendFile(path + "?dryRun=false", "application/x-ndjson", file)
                    .expectStatus()
                    .isAccepted())
            .get("id")
            .asString();
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> manager.read(path + "/" + id),
            found -> found.get("status").asString().equals("DONE"));
  }

  @Test
  void theDatabaseKeepsWhatWasUndone() {
    String donation = donates("\"FOOD_PARCEL\", \"quantity\": 3");
    String wrong = gives(donation, "\"quantity\": 1");
    String reversal =
        """
        insert into donation_distribution_reversal (distribution_id, reason_code, reversed_by,
                                                    reversed_on)
        select id, 'OTHER', 'WHO', DAY from donation_distribution where id = '%s'
        """
            .formatted(wrong);
    assertRefused(
        reversal.replace("WHO", "basket-1").replace("DAY", "distributed_on"), "of their own");
    assertRefused(reversal.replace("DAY", "distributed_on - 1"), "was made later");
    Answers.json(reverse(head, donation, wrong), 201);
    assertRefused(reversal.replace("DAY", "distributed_on"), "donation_distribution_reversal_pkey");
    assertRefused(
        "delete from donation_distribution_reversal where distribution_id = '" + wrong + "'",
        "is refused");
  }

  private void assertRefused(String sql, String why) {
    assertThatThrownBy(() -> database.sql(sql).then().block()).as(sql).hasStackTraceContaining(why);
  }

  private UUID knownFamily() {
    UUID known = UUID.randomUUID();
    database
        .sql("insert into known_family values (:id, 'IL.SOUTH.A2630.D1')")
        .bind("id", known)
        .then()
        .block();
    return known;
  }

  /** Answers the donation's path. */
  private String donates(String what) {
    return "/donations/"
        + Answers.id(
            manager.post(
                "/donations",
                "{\"donor\": \"%s\", \"kind\": %s, \"receivedOn\": \"2020-01-01\"}"
                    .formatted(donor, what)));
  }

  /** By the manager; answers the distribution's id. */
  private String gives(String donation, String what) {
    return gives(donation, what, family);
  }

  private String gives(String donation, String what, UUID to) {
    return Answers.json(give(donation, what, to), 201).get("id").asString();
  }

  private ResponseSpec give(String donation, String what, UUID to) {
    return manager.post(donation + "/distributions", body(what, to, today));
  }

  private static String body(String what, UUID to, LocalDate day) {
    return "{\"familyId\": \"%s\", %s, \"distributedOn\": \"%s\"}".formatted(to, what, day);
  }

  private static String reversal(String donation, String distribution) {
    return donation + "/distributions/" + distribution + "/reversal";
  }

  private static ResponseSpec reverse(Desk desk, String donation, String distribution) {
    return desk.post(reversal(donation, distribution), WRONG);
  }

  private void assertReport(int families, int items, String amount) {
    JsonNode report = manager.read("/donations/reports?donor=" + donor);
    assertThat(report.get("families").asInt()).isEqualTo(families);
    JsonNode line = report.get("lines").get(0);
    assertThat(line.get("families").asInt()).isEqualTo(families);
    assertThat(line.get("items").asInt()).isEqualTo(items);
    assertThat(line.get("amount").asString()).isEqualTo(amount);
  }

  private JsonNode line(String year) {
    return manager.read("/donations/reports?donor=" + donor + year).get("lines").get(0);
  }

  private String held(String account) {
    return manager
        .read("/ledger/accounts?prefix=" + account)
        .get("items")
        .get(0)
        .get("balance")
        .asString();
  }

  private void assertProven() {
    assertThat(manager.read("/ledger/proof").get("difference").asString()).isEqualTo("0.00");
  }
}
