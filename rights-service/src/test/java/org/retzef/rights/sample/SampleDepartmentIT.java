package org.retzef.rights.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.rights.Desk;
import org.retzef.rights.TestFamilies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class SampleDepartmentIT {

  private static final String TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem")).toString();
  private static final String UNIT = "IL.JERUSALEM.A3000.D1";
  private static final String WORKER = Desk.token("w-s", UNIT, "family-social-worker");

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Desk desk;

  @BeforeEach
  void openTheDesk() {
    desk = new Desk(http);
  }

  @AfterEach
  void endAll() {
    database
        .sql("update sample_department set ended_on = started_on where ended_on is null")
        .then()
        .block();
  }

  @Test
  void refusesAThirdDepartmentUntilOneEnds() {
    JsonNode first = chosen(UNIT, null);
    chosen("IL.SOUTH.A2630.D1", "T2"); // may be a team
    Answers.refused(
        desk.post(Desk.NATIONAL, "sample-departments", choice("IL.SOUTH.A0070.D1", null)),
        409,
        "two-sample-departments");
    String path = "sample-departments/" + first.get("id").asString();
    desk.post(Desk.NATIONAL, path + "/end", "{\"endedOn\":\"%s\"}".formatted(TODAY))
        .expectStatus()
        .isEqualTo(428);
    desk.ok(desk.post(Desk.NATIONAL, path + "/end", "{\"endedOn\":\"%s\"}".formatted(TODAY), 1));
    chosen("IL.SOUTH.A0070.D1", null);
    Answers.refused(
        desk.post(Desk.NATIONAL, path + "/end", "{\"endedOn\":\"%s\"}".formatted(TODAY), 2),
        409,
        "sample-department-ended");
  }

  @Test
  void choosesTwoWhenFiveAreChosenAtOnce() throws Exception {
    try (var threads = Executors.newFixedThreadPool(5)) {
      List<Callable<Integer>> choices =
          List.of(1, 2, 3, 4, 5).stream()
              .<Callable<Integer>>map(
                  n ->
                      () ->
                          desk.post(
                                  Desk.NATIONAL,
                                  "sample-departments",
                                  choice("IL.SOUTH.A2630.D" + n, null))
                              .expectBody()
                              .returnResult()
                              .getStatus()
                              .value())
              .toList();
      int taken = 0;
      for (var answer : threads.invokeAll(choices)) {
        taken += answer.get() == 201 ? 1 : 0;
      }
      assertThat(taken).isEqualTo(2);
    }
  }

  @Test
  void freezesThreeBaselinesAndComparesThem() {
    String sample = chosen(UNIT, null).get("id").asString();
    List<UUID> families = new TestFamilies(database).registered(UNIT, 3, 2, 4);
    List<String> cases = families.stream().map(this::opened).toList();
    frozen(sample, "START");
    Answers.refused(freeze(sample, "START"), 409, "baseline-frozen");
    Answers.refused(freeze(sample, "END"), 409, "baseline-out-of-order");
    desk.created(
        WORKER,
        "take-up-cases/" + cases.get(0) + "/steps",
        "{\"kind\":\"CONTACT\",\"on\":\"%s\",\"channel\":\"AT_THE_AUTHORITY\",\"accompanied\":true}"
            .formatted(TODAY));
    frozen(sample, "DURING");
    desk.ok(
        desk.post(
            WORKER,
            "take-up-cases/" + cases.get(0) + "/result",
            "{\"result\":\"TAKEN_UP\",\"worth\":100,\"worthPeriod\":\"ONCE\",\"on\":\"%s\"}"
                .formatted(TODAY),
            2));
    frozen(sample, "END");
    JsonNode comparison = desk.read(Desk.NATIONAL, "sample-departments/" + sample + "/comparison");
    assertThat(comparison.get("baselines")).hasSize(3);
    assertThat(comparison.get("baselines").get(0).get("none").asInt()).isEqualTo(4);
    assertThat(comparison.get("points").get(0).get("inProcess").asString()).isEqualTo("25.0");
    assertThat(comparison.get("points").get(0).get("accompanied").asString()).isEqualTo("100.0");
    assertThat(comparison.get("points").get(1).get("takenUp").asString()).isEqualTo("25.0");
    assertThat(comparison.get("points").get(1).get("none").asString()).isEqualTo("-25.0");
    assertThatException()
        .isThrownBy(
            () ->
                database
                    .sql("update baseline set taken_up = 4 where sample = :id")
                    .bind("id", UUID.fromString(sample))
                    .then()
                    .block());
  }

  @Test
  void recordsDevicesAndTheirFundingPerDepartment() {
    String path = "sample-departments/" + chosen(UNIT, null).get("id").asString() + "/incentives";
    desk.created(
        Desk.NATIONAL,
        path,
        "{\"kind\":\"TABLET\",\"pieces\":12,\"amount\":\"14400.00\",\"funder\":\"RASHI\",\"givenOn\":\"%s\"}"
            .formatted(TODAY));
    desk.created(
        Desk.NATIONAL,
        path,
        "{\"kind\":\"PUBLIC_CREDIT\",\"pieces\":1,\"givenOn\":\"%s\"}".formatted(TODAY));
    assertThat(desk.all(Desk.NATIONAL, path))
        .extracting(i -> i.get("kind").asString() + " " + i.get("pieces").asInt())
        .containsExactly("TABLET 12", "PUBLIC_CREDIT 1");
    desk.invalid(
        desk.post(
            Desk.NATIONAL,
            path,
            "{\"kind\":\"LAPTOP\",\"pieces\":0,\"givenOn\":\"%s\"}".formatted(TODAY)),
        "pieces count-invalid");
    desk.invalid(
        desk.post(
            Desk.NATIONAL,
            path,
            "{\"kind\":\"LAPTOP\",\"pieces\":1,\"givenOn\":\"%s\"}".formatted(TODAY)),
        "amount required");
  }

  @Test
  void isChosenByThoseWhoRunTheProjectInTheirOwnUnits() {
    desk.post(Desk.HEAD, "sample-departments", choice(Desk.DEPARTMENT, null))
        .expectStatus()
        .isForbidden();
    String south = Desk.token("t", "IL.SOUTH", "training-manager");
    Answers.refused(
        desk.post(south, "sample-departments", choice(UNIT, null)),
        404,
        "sample-department-not-found");
    String path = "sample-departments/" + chosen(UNIT, null).get("id").asString();
    Answers.refused(desk.get(Desk.HEAD, path), 404, "sample-department-not-found");
    desk.invalid(
        desk.post(
            Desk.NATIONAL,
            "sample-departments",
            choice(UNIT, null).replace("\"strength\":4", "\"strength\":6")),
        "strength grade-invalid");
  }

  private String opened(UUID family) {
    return desk.created(
            WORKER,
            "take-up-cases",
            "{\"familyId\":\"%s\",\"right\":\"LEGAL_AID\"}".formatted(family))
        .get("id")
        .asString();
  }

  private void frozen(String sample, String moment) {
    freeze(sample, moment).expectStatus().isCreated();
  }

  private WebTestClient.ResponseSpec freeze(String sample, String moment) {
    return desk.post(
        Desk.NATIONAL,
        "baselines",
        "{\"sampleDepartment\":\"%s\",\"moment\":\"%s\"}".formatted(sample, moment));
  }

  private JsonNode chosen(String unit, String team) {
    return desk.created(Desk.NATIONAL, "sample-departments", choice(unit, team));
  }

  private static String choice(String unit, String team) {
    return """
        {"unit":"%s","team":%s,"strength":4,"motivation":5,"trainingSessions":3,"startedOn":"2026-01-01"}"""
        .formatted(unit, team == null ? null : "\"" + team + "\"");
  }
}
