package org.retzef.basket.donation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.basket.Race;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Donations: beside the baskets, and never mixed. */
@RetzefIT
class DonationFlowIT {

  private static final String GIFT =
      "{\"donor\": \"SOMEBODY\", \"kind\": \"COMPUTER\", \"quantity\": 1, \"receivedOn\": \"%s\"}";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));

  @Test
  void reports1200ComputersAnd510ParcelsOutOfRecordsThatCameAsFiles() {
    List<UUID> families = knownFamilies(1_200);
    String computers = donates("RASHI_FOUNDATION", "COMPUTER", 1_300, "2020-04-01");
    String parcels = donates("JDC_ASHALIM", "FOOD_PARCEL", 600, "2020-04-01");
    String file =
        jsonLines(families)
            + "{\"familyId\": \""
            + UUID.randomUUID()
            + "\", "
            + "\"quantity\": 1, \"distributedOn\": \"2020-06-14\"}\nnonsense\n";
    JsonNode dry = imports(computers, true, "application/x-ndjson", file);
    assertThat(dry.get("done").asInt()).isEqualTo(1_200);
    assertThat(dry.get("refused").asInt()).isEqualTo(2);
    assertThat(dry.get("faults").toString())
        .isEqualTo(
            "[{\"row\":1201,\"field\":\"familyId\",\"code\":\"family-unknown\"},"
                + "{\"row\":1202,\"field\":\"\",\"code\":\"row-malformed\"}]");
    assertThat(manager().read("/donations/" + computers).get("distributed").asInt()).isZero();
    JsonNode done = imports(computers, false, "application/x-ndjson", file);
    assertThat(done.get("done").asInt()).isEqualTo(1_200);
    JsonNode again = imports(computers, false, "application/x-ndjson", file);
    assertThat(again.get("done").asInt()).isZero();
    assertThat(again.get("repeated").asInt()).isEqualTo(1_200);
    imports(
        parcels,
        false,
        "text/csv",
        "distributedOn,familyId,quantity\r\n"
            + families.stream()
                .limit(510)
                .map(family -> "2020-07-01," + family + ",1")
                .collect(Collectors.joining("\r\n")));
    assertThat(line(manager().read("/donations/reports?donor=RASHI_FOUNDATION&year=2020")))
        .contains("\"kind\":\"COMPUTER\"", "\"families\":1200", "\"items\":1200");
    assertThat(line(manager().read("/donations/reports?donor=JDC_ASHALIM&year=2020")))
        .contains("\"kind\":\"FOOD_PARCEL\"", "\"families\":510", "\"items\":510");
    assertThat(manager().read("/donations/reports?year=2020").get("families").asInt())
        .as("each family once")
        .isEqualTo(1_200);
    assertThat(line(manager().read("/donations/reports?donor=JDC_ASHALIM&year=2021")))
        .contains("\"families\":0", "\"items\":0", "\"donated\":600");
  }

  @Test
  void refusesAFileWithoutTheColumnsThatItNeeds() {
    String path =
        "/donations/"
            + donates("SOMEBODY", "COMPUTER", 3, "2020-04-01")
            + "/distributions/imports?dryRun=false";
    assertThat(
            Answers.faults(
                manager().sendFile(path, "text/csv", "familyId,amount,distributedOn\n1,2,3\n")))
        .containsExactly("header import-columns");
    manager()
        .sendFile(path.replaceFirst("[0-9a-f-]{36}", UUID.randomUUID().toString()), "text/csv", "x")
        .expectStatus()
        .isNotFound();
  }

  /** Whatever a dry run says is what happens then, but that it changes nothing. */
  @Test
  void aDryRunCountsWhatIsLeftAndWhatStandsInTheFileTwice() {
    List<UUID> families = knownFamilies(5);
    String lines = jsonLines(families);
    String file = lines.lines().findFirst().orElseThrow() + "\n" + lines;
    String donation = donates("SOMEBODY", "COMPUTER", 3, "2020-04-01");
    JsonNode dry = imports(donation, true, "application/x-ndjson", file);
    assertThat(manager().read("/donations/" + donation).get("distributed").asInt()).isZero();
    JsonNode done = imports(donation, false, "application/x-ndjson", file);
    for (JsonNode run : List.of(dry, done)) {
      assertThat(run.get("done").asInt()).isEqualTo(3);
      assertThat(run.get("repeated").asInt()).isEqualTo(1);
      assertThat(run.get("faults").toString())
          .isEqualTo(
              "[{\"row\":5,\"field\":\"quantity\",\"code\":\"donation-exhausted\"},"
                  + "{\"row\":6,\"field\":\"quantity\",\"code\":\"donation-exhausted\"}]");
    }
  }

  private String jsonLines(List<UUID> families) {
    return families.stream()
        .map(
            family ->
                "{\"familyId\": \"%s\", \"quantity\": 1, \"distributedOn\": \"2020-06-14\"}%n"
                    .formatted(family))
        .collect(Collectors.joining());
  }

  @Test
  void neverGivesMoreThanWasDonatedAndLeavesTheCeilingAlone() throws Exception {
    String basket = Desk.worker(http).opensABasket("MAPA");
    UUID family =
        UUID.fromString(Desk.worker(http).read("/baskets/" + basket).get("familyId").asString());
    knows(family);
    String donation = donates("SOMEBODY", "FOOD_PARCEL", 10, "2026-01-01");
    try (var events = TestEvents.on("retzef.basket.events")) {
      List<Integer> answers =
          Race.of(
              25,
              i ->
                  Patiently.ask(() -> gives(donation, family, 1, "2026-02-01"))
                      .getStatus()
                      .value());
      assertThat(answers.stream().filter(status -> status == 201)).hasSize(10);
      assertThat(answers.stream().filter(status -> status == 409)).hasSize(15);
      assertThat(events.await(10, donation))
          .hasSize(10)
          .allMatch(event -> event.type().equals("org.retzef.donation.distributed.v1"));
    }
    Answers.refused(gives(donation, family, 1, "2026-02-01"), 409, "donation-exhausted");
    assertThat(Answers.faults(gives(donation, family, 1, "2025-12-31")))
        .containsExactly("distributedOn date-before-donation");
    assertThat(Answers.faults(gives(donation, family, 0, "2999-01-01")))
        .containsExactlyInAnyOrder("quantity quantity-invalid", "distributedOn date-in-future");
    JsonNode after = Desk.worker(http).read("/baskets/" + basket);
    assertThat(after.get("ceiling").asString()).isEqualTo("8000.00");
    assertThat(after.get("left").asString()).isEqualTo("8000.00");
  }

  @Test
  void givesMoneyOfADonorThroughAccountsOfItsOwn() {
    UUID family = knownFamilies(1).getFirst();
    String donation =
        Answers.id(
            manager()
                .post(
                    "/donations",
                    """
                    {"donor": "CITY_FUND", "kind": "MONEY", "amount": "1000.00",
                     "receivedOn": "2026-01-01"}
                    """));
    String path = "/donations/" + donation + "/distributions";
    String body = "{\"familyId\": \"%s\", \"amount\": \"%s\", \"distributedOn\": \"2026-02-01\"}";
    manager().post(path, body.formatted(family, "400.10")).expectStatus().isCreated();
    Answers.refused(
        manager().post(path, body.formatted(family, "599.91")), 409, "donation-exhausted");
    assertThat(manager().read("/ledger/accounts?prefix=donated/" + donation).toString())
        .contains("\"balance\":\"400.10\"", "\"source\":\"DONORS\"");
    assertThat(manager().read("/funding-sources/totals?fund=BASKETS").toString())
        .doesNotContain("DONORS", "LOAN");
    assertThat(
            Answers.faults(
                manager()
                    .post(
                        "/donations",
                        """
                        {"donor": "CITY_FUND", "kind": "MONEY", "quantity": 4,
                         "receivedOn": "2026-01-01"}
                        """)))
        .containsExactly("amount donation-amount-missing");
    Desk stranger = Desk.of(http, "head-9", "IL.SOUTH.A0070.D1", "department-head");
    Answers.refused(stranger.post(path, body.formatted(family, "1.00")), 404, "family-not-found");
    assertThat(stranger.read(path).get("items")).isEmpty();
    Desk.worker(http).post(path, body.formatted(family, "1.00")).expectStatus().isForbidden();
  }

  @Test
  void whatAFamilyWasGivenGoesWithItToAnotherDepartment() {
    UUID family = knownFamilies(1).getFirst();
    String donation = donates("SOMEBODY", "FOOD_PARCEL", 3, "2026-01-01");
    String untouched = manager().eTag("/donations/" + donation);
    gives(donation, family, 2, "2026-02-01").expectStatus().isCreated();
    assertThat(manager().eTag("/donations/" + donation)).isNotEqualTo(untouched);
    String path = "/donations/" + donation + "/distributions";
    Desk former = Desk.head(http);
    Desk present = Desk.of(http, "head-2", "IL.SOUTH.A0031.D1", "department-head");
    assertThat(former.read(path).get("items")).hasSize(1);
    assertThat(present.read(path).get("items")).isEmpty();
    JsonNode report = manager().read("/donations/reports?donor=SOMEBODY&year=2026");
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(
          TestEvent.of(
              "org.retzef.family.transferred.v1",
              family.toString(),
              1,
              "{\"familyId\":\"%s\",\"fromUnit\":\"%s\",\"unit\":\"IL.SOUTH.A0031.D1\"}"
                  .formatted(family, Desk.DEPARTMENT)));
    }
    await().until(() -> present.read(path).get("items"), found -> found.size() == 1);
    assertThat(former.read(path).get("items")).isEmpty();
    assertThat(manager().read("/donations/reports?donor=SOMEBODY&year=2026"))
        .as("what the donor is told")
        .isEqualTo(report);
    gives(donation, family, 1, "2026-03-01").expectStatus().isCreated();
    assertThat(present.read(path).get("items")).hasSize(2);
  }

  @Test
  void whatAMergedFamilyWasGivenCountsAsTheSurvivorsUntilTheyArePartedAgain() {
    List<UUID> families = knownFamilies(2);
    UUID merged = families.get(0);
    UUID survivor = families.get(1);
    String donation = donates("GIVES_TO_MERGED", "FOOD_PARCEL", 3, "2026-01-01");
    families.forEach(family -> gives(donation, family, 1, "2026-02-01").expectStatus().isCreated());
    String path = "/donations/" + donation + "/distributions";
    Desk present = Desk.of(http, "head-2", "IL.SOUTH.A0031.D1", "department-head");
    JsonNode before = manager().read(path);
    assertThat(familiesOf("GIVES_TO_MERGED")).isEqualTo(2);
    UUID merge = UUID.randomUUID();
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(merger(survivor, merged, merge, 1, false));
      await().until(() -> present.read(path).get("items"), found -> found.size() == 1);
      assertThat(present.read(path).get("items").get(0).get("familyId").asString())
          .isEqualTo(survivor.toString());
      assertThat(familiesOf("GIVES_TO_MERGED")).isEqualTo(1);
      JsonNode later = Answers.json(gives(donation, merged, 1, "2026-03-01"));
      assertThat(later.get("familyId").asString()).isEqualTo(survivor.toString());
      assertThat(familiesOf("GIVES_TO_MERGED")).isEqualTo(1);
      events.publish(merger(survivor, merged, merge, 2, true));
      await().until(() -> present.read(path).get("items"), found -> found.isEmpty());
    }
    assertThat(manager().read(path).get("items")).containsAll(before.get("items")).hasSize(3);
    assertThat(manager().read(path).get("items").valueStream())
        .filteredOn(given -> given.get("familyId").asString().equals(merged.toString()))
        .hasSize(2);
    assertThat(familiesOf("GIVES_TO_MERGED")).isEqualTo(2);
  }

  private int familiesOf(String donor) {
    return manager().read("/donations/reports?donor=" + donor).get("families").asInt();
  }

  private static TestEvent merger(
      UUID survivor, UUID merged, UUID merge, int version, boolean undone) {
    return TestEvent.of(
        "org.retzef.family.merged.v1",
        survivor.toString(),
        version,
        """
        {"familyId": "%s", "mergedFamilyId": "%s", "mergeId": "%s", "unit": "IL.SOUTH.A0031.D1",
         "mergedUnit": "IL.SOUTH.A2630.D1", "undone": %s}
        """
            .formatted(survivor, merged, merge, undone));
  }

  private JsonNode imports(String donation, boolean dryRun, String type, String file) {
    String path = "/donations/" + donation + "/distributions/imports";
    String id =
        Answers.json(
                manager()
                    .sendFile(path + "?dryRun=" + dryRun, type, file)
                    .expectStatus()
                    .isAccepted())
            .get("id")
            .asString();
    return await()
        .atMost(java.time.Duration.ofSeconds(60))
        .until(
            () -> manager().read(path + "/" + id),
            found -> found.get("status").asString().equals("DONE"));
  }

  private String donates(String donor, String kind, int quantity, String day) {
    return Answers.id(
        manager()
            .post(
                "/donations",
                "{\"donor\": \"%s\", \"kind\": \"%s\", \"quantity\": %d, \"receivedOn\": \"%s\"}"
                    .formatted(donor, kind, quantity, day)));
  }

  private WebTestClient.ResponseSpec gives(String donation, UUID family, int quantity, String day) {
    return manager()
        .post(
            "/donations/" + donation + "/distributions",
            "{\"familyId\": \"%s\", \"quantity\": %d, \"distributedOn\": \"%s\"}"
                .formatted(family, quantity, day));
  }

  private static String line(JsonNode report) {
    assertThat(report.get("lines")).hasSize(1);
    return report.get("lines").get(0).toString();
  }

  private List<UUID> knownFamilies(int count) {
    List<UUID> families = Stream.generate(UUID::randomUUID).limit(count).toList();
    database
        .sql("insert into known_family select id, 'IL.SOUTH.A2630.D1' from unnest(:ids::uuid[]) id")
        .bind("ids", families.toArray(UUID[]::new))
        .then()
        .block();
    return families;
  }

  private void knows(UUID family) {
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(
          TestEvent.of(
              "org.retzef.family.registered.v1",
              family.toString(),
              2,
              "{\"familyId\":\"%s\",\"unit\":\"%s\"}".formatted(family, Desk.DEPARTMENT)));
    }
    await()
        .until(
            () ->
                database
                    .sql("select 1 as known from known_family where family_id = :id")
                    .bind("id", family)
                    .map(row -> true)
                    .one()
                    .blockOptional()
                    .orElse(false));
  }

  private Desk manager() {
    return Desk.basketManager(http);
  }
}
