package org.retzef.basket.donation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
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

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private DonationDesk desk;

  @BeforeEach
  void open() {
    desk = new DonationDesk(http, database);
  }

  @Test
  void neverGivesMoreThanWasDonatedAndLeavesTheCeilingAlone() throws Exception {
    String basket = Desk.worker(http).opensABasket("MAPA");
    UUID family =
        UUID.fromString(Desk.worker(http).read("/baskets/" + basket).get("familyId").asString());
    desk.knows(family);
    String donation = desk.donates("SOMEBODY", "FOOD_PARCEL", 10, "2026-01-01");
    try (var events = TestEvents.on("retzef.basket.events")) {
      List<Integer> answers =
          Race.of(
              25,
              i ->
                  Patiently.ask(() -> desk.gives(donation, family, 1, "2026-02-01"))
                      .getStatus()
                      .value());
      assertThat(answers.stream().filter(status -> status == 201)).hasSize(10);
      assertThat(answers.stream().filter(status -> status == 409)).hasSize(15);
      assertThat(events.await(10, donation))
          .hasSize(10)
          .allMatch(event -> event.type().equals("org.retzef.donation.distributed.v1"));
    }
    Answers.refused(desk.gives(donation, family, 1, "2026-02-01"), 409, "donation-exhausted");
    assertThat(Answers.faults(desk.gives(donation, family, 1, "2025-12-31")))
        .containsExactly("distributedOn date-before-donation");
    assertThat(Answers.faults(desk.gives(donation, family, 0, "2999-01-01")))
        .containsExactlyInAnyOrder("quantity quantity-invalid", "distributedOn date-in-future");
    JsonNode after = Desk.worker(http).read("/baskets/" + basket);
    assertThat(after.get("ceiling").asString()).isEqualTo("8000.00");
    assertThat(after.get("left").asString()).isEqualTo("8000.00");
  }

  @Test
  void givesMoneyOfADonorThroughAccountsOfItsOwn() {
    UUID family = desk.knownFamilies(1).getFirst();
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
    UUID family = desk.knownFamilies(1).getFirst();
    String donation = desk.donates("SOMEBODY", "FOOD_PARCEL", 3, "2026-01-01");
    String untouched = manager().eTag("/donations/" + donation);
    desk.gives(donation, family, 2, "2026-02-01").expectStatus().isCreated();
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
    desk.gives(donation, family, 1, "2026-03-01").expectStatus().isCreated();
    assertThat(present.read(path).get("items")).hasSize(2);
  }

  @Test
  void whatAMergedFamilyWasGivenCountsAsTheSurvivorsUntilTheyArePartedAgain() {
    List<UUID> families = desk.knownFamilies(2);
    UUID merged = families.get(0);
    UUID survivor = families.get(1);
    String donation = desk.donates("GIVES_TO_MERGED", "FOOD_PARCEL", 3, "2026-01-01");
    families.forEach(
        family -> desk.gives(donation, family, 1, "2026-02-01").expectStatus().isCreated());
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
      JsonNode later = Answers.json(desk.gives(donation, merged, 1, "2026-03-01"));
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

  private Desk manager() {
    return desk.manager();
  }
}
