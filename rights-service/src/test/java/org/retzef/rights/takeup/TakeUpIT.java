package org.retzef.rights.takeup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.rights.takeup.TestCases.stuck;
import static org.retzef.rights.takeup.TestCases.today;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.retzef.rights.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class TakeUpIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Desk desk;
  private TestCases cases;

  @BeforeEach
  void openTheDesk() {
    desk = new Desk(http);
    cases = new TestCases(desk, database);
  }

  @Test
  void goesFromStationToStationAndTellsEach() {
    try (var events = TestEvents.on("retzef.rights.events")) {
      String id = cases.opened(cases.registered(Desk.DEPARTMENT), "CHILD_ALLOWANCE");
      String path = "take-up-cases/" + id;
      desk.created(
          Desk.WORKER,
          path + "/steps",
          """
          {"kind":"CONTACT","on":"%s","channel":"HOME_VISIT","accompanied":true,"note":"דיברנו על הטופס"}"""
              .formatted(today()));
      JsonNode begun = desk.read(Desk.WORKER, path);
      assertThat(begun.get("state").asString()).isEqualTo("IN_PROGRESS");
      desk.ok(
          desk.post(
              Desk.WORKER,
              path + "/stuck",
              "{\"reason\":\"DOCUMENT_MISSING\",\"on\":\"%s\"}".formatted(today()),
              2));
      desk.ok(desk.post(Desk.WORKER, path + "/progress", "{\"on\":\"%s\"}".formatted(today()), 3));
      JsonNode closed =
          desk.ok(
              desk.post(
                  Desk.WORKER,
                  path + "/result",
                  """
                  {"result":"TAKEN_UP","worth":169,"worthPeriod":"MONTHLY","on":"%s"}"""
                      .formatted(today()),
                  4));
      assertThat(closed.get("worth").asString()).isEqualTo("169.00");
      List<TestEvent> told = events.await(5, id);
      assertThat(told)
          .extracting(TestEvent::type)
          .containsExactly(
              "org.retzef.take-up.opened.v1",
              "org.retzef.take-up.moved.v1",
              "org.retzef.take-up.moved.v1",
              "org.retzef.take-up.moved.v1",
              "org.retzef.take-up.closed.v1");
      assertThat(told).noneMatch(event -> event.json().contains("דיברנו"));
      JsonNode way = desk.read(Desk.WORKER, path + "/timeline");
      assertThat(way.get("moves")).hasSize(5);
      assertThat(way.get("steps").get(0).get("note").asString()).isEqualTo("דיברנו על הטופס");
      assertThat(way.get("steps").get(0).get("accompanied").asBoolean()).isTrue();
      assertThat(stored(id)).doesNotContain("דיברנו");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"result\":\"TAKEN_UP\",\"on\":\"2026-01-01\"}",
        "{\"result\":\"PARTIAL\",\"worth\":1,\"worthPeriod\":\"ONCE\",\"on\":\"2026-01-01\"}",
        "{\"result\":\"FAILED\",\"on\":\"2026-01-01\"}",
        "{\"result\":\"FAILED\",\"reason\":\"COST\",\"worth\":5,\"worthPeriod\":\"ONCE\",\"on\":\"2026-01-01\"}",
        "{\"result\":\"STUCK\",\"reason\":\"COST\",\"on\":\"2026-01-01\"}",
        "{\"result\":\"TAKEN_UP\",\"worth\":0,\"worthPeriod\":\"ONCE\",\"on\":\"2026-01-01\"}",
        "{\"result\":\"TAKEN_UP\",\"worth\":1.005,\"worthPeriod\":\"ONCE\",\"on\":\"2026-01-01\"}",
        "{\"result\":\"TAKEN_UP\",\"worth\":-1,\"worthPeriod\":\"ONCE\",\"on\":\"2026-01-01\"}",
        "{\"result\":\"TAKEN_UP\",\"worth\":1,\"on\":\"2026-01-01\"}",
        "{\"result\":\"TAKEN_UP\",\"worth\":1,\"worthPeriod\":\"ONCE\",\"on\":\"2999-01-01\"}",
        "{}"
      })
  void closesNoCaseWithoutAResult(String result) {
    String path = "take-up-cases/" + cases.opened(cases.registered(Desk.DEPARTMENT), "LEGAL_AID");
    desk.post(Desk.WORKER, path + "/result", result, 1).expectStatus().isBadRequest();
    assertThat(desk.read(Desk.WORKER, path).get("state").asString()).isEqualTo("OPEN");
  }

  @Test
  void isStuckOnlyForACodedReason() {
    String path = "take-up-cases/" + cases.opened(cases.registered(Desk.DEPARTMENT), "LEGAL_AID");
    desk.invalid(
        desk.post(Desk.WORKER, path + "/stuck", "{\"on\":\"%s\"}".formatted(today()), 1),
        "reason required");
    desk.post(
            Desk.WORKER,
            path + "/stuck",
            "{\"reason\":\"they never answer\",\"on\":\"%s\"}".formatted(today()),
            1)
        .expectStatus()
        .isBadRequest();
    desk.ok(desk.post(Desk.WORKER, path + "/stuck", stuck("LANGUAGE"), 1));
    Answers.refused(
        desk.post(Desk.WORKER, path + "/stuck", stuck("LANGUAGE"), 2),
        409,
        "take-up-case-already-stuck");
    desk.ok(desk.post(Desk.WORKER, path + "/stuck", stuck("COST"), 2));
  }

  @Test
  void changesNothingThatIsClosedOrThatTheCallerDidNotSee() {
    UUID family = cases.registered(Desk.DEPARTMENT);
    String path = "take-up-cases/" + cases.opened(family, "LEGAL_AID");
    desk.post(Desk.WORKER, path + "/progress", "{\"on\":\"%s\"}".formatted(today()))
        .expectStatus()
        .isEqualTo(428);
    desk.post(Desk.WORKER, path + "/progress", "{\"on\":\"%s\"}".formatted(today()), 8)
        .expectStatus()
        .isEqualTo(412)
        .expectBody()
        .jsonPath("$.current.state")
        .isEqualTo("OPEN");
    desk.invalid(
        desk.post(Desk.WORKER, path + "/progress", "{\"on\":\"2020-01-01\"}", 1),
        "on date-before-last-move");
    String failed =
        "{\"result\":\"FAILED\",\"reason\":\"FAMILY_DECLINES\",\"on\":\"%s\"}".formatted(today());
    desk.ok(desk.post(Desk.WORKER, path + "/result", failed, 1));
    Answers.refused(
        desk.post(Desk.WORKER, path + "/result", failed, 2), 409, "take-up-case-closed");
    Answers.refused(
        desk.post(Desk.WORKER, path + "/stuck", stuck("COST"), 2), 409, "take-up-case-closed");
    Answers.refused(
        desk.post(
            Desk.WORKER, path + "/steps", "{\"kind\":\"TASK\",\"on\":\"%s\"}".formatted(today())),
        409,
        "take-up-case-closed");
    cases.opened(family, "LEGAL_AID"); // and may try again
  }

  @Test
  void opensOneCaseWhenTwoWorkersOpenItAtOnce() throws Exception {
    UUID family = cases.registered(Desk.DEPARTMENT);
    String body = "{\"familyId\":\"%s\",\"right\":\"LEGAL_AID\"}".formatted(family);
    Callable<Integer> open =
        () ->
            desk.post(Desk.WORKER, "take-up-cases", body)
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    try (var threads = Executors.newFixedThreadPool(4)) {
      var answers = threads.invokeAll(List.of(open, open, open, open));
      List<Integer> found = new ArrayList<>();
      for (var answer : answers) {
        found.add(answer.get());
      }
      assertThat(found).containsExactlyInAnyOrder(201, 409, 409, 409);
    }
  }

  @Test
  void showsCasesToTheirDepartmentAlone() {
    UUID family = cases.registered(Desk.DEPARTMENT);
    String path = "take-up-cases/" + cases.opened(family, "LEGAL_AID");
    Answers.refused(desk.get(Desk.STRANGER, path), 404, "take-up-case-not-found");
    Answers.refused(desk.get(Desk.STRANGER, path + "/timeline"), 404, "take-up-case-not-found");
    Answers.refused(
        desk.post(Desk.STRANGER, path + "/stuck", stuck("COST"), 1), 404, "take-up-case-not-found");
    Answers.refused(
        desk.post(
            Desk.STRANGER,
            "take-up-cases",
            "{\"familyId\":\"%s\",\"right\":\"LEGAL_AID\"}".formatted(family)),
        404,
        "family-not-found");
    Answers.refused(
        desk.post(
            Desk.WORKER,
            "take-up-cases",
            "{\"familyId\":\"%s\",\"right\":\"NO_SUCH\"}".formatted(family)),
        404,
        "right-not-found");
    for (String role :
        List.of("data-analyst", "auditor", "vendor", "partner", "family-companion")) {
      String token = Desk.token("x", Desk.DEPARTMENT, role);
      desk.get(token, path).expectStatus().isForbidden();
      desk.get(token, "take-up-cases").expectStatus().isForbidden();
    }
    String coordinator = Desk.token("c", "IL.SOUTH", "district-coordinator");
    desk.get(coordinator, path).expectStatus().isForbidden(); // aggregates, no persons
    desk.get(coordinator, "take-up-cases/status").expectStatus().isOk();
  }

  private String stored(String id) {
    return database
        .sql("select string_agg(s::text, ' ') as rows from take_up_step s where case_id = :id")
        .bind("id", UUID.fromString(id))
        .map(row -> row.get("rows", String.class))
        .one()
        .block();
  }
}
