package org.retzef.rights.takeup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.retzef.rights.Desk;
import org.retzef.rights.TestFamilies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RetzefIT
class TakeUpIT {

  private static final String TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem")).toString();

  @Autowired private WebTestClient http;
  @Autowired private JsonMapper json;
  @Autowired private DatabaseClient database;
  private Desk desk;

  @BeforeEach
  void openTheDesk() {
    desk = new Desk(http);
  }

  @Test
  void goesFromStationToStationAndTellsEach() {
    try (var events = TestEvents.on("retzef.rights.events")) {
      String id = opened(registered(Desk.DEPARTMENT), "CHILD_ALLOWANCE");
      String path = "take-up-cases/" + id;
      desk.created(
          Desk.WORKER,
          path + "/steps",
          """
          {"kind":"CONTACT","on":"%s","channel":"HOME_VISIT","accompanied":true,"note":"דיברנו על הטופס"}"""
              .formatted(TODAY));
      JsonNode begun = desk.read(Desk.WORKER, path);
      assertThat(begun.get("state").asString()).isEqualTo("IN_PROGRESS");
      desk.ok(
          desk.post(
              Desk.WORKER,
              path + "/stuck",
              "{\"reason\":\"DOCUMENT_MISSING\",\"on\":\"%s\"}".formatted(TODAY),
              2));
      desk.ok(desk.post(Desk.WORKER, path + "/progress", "{\"on\":\"%s\"}".formatted(TODAY), 3));
      JsonNode closed =
          desk.ok(
              desk.post(
                  Desk.WORKER,
                  path + "/result",
                  """
                  {"result":"TAKEN_UP","worth":169,"worthPeriod":"MONTHLY","on":"%s"}"""
                      .formatted(TODAY),
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
    String path = "take-up-cases/" + opened(registered(Desk.DEPARTMENT), "LEGAL_AID");
    desk.post(Desk.WORKER, path + "/result", result, 1).expectStatus().isBadRequest();
    assertThat(desk.read(Desk.WORKER, path).get("state").asString()).isEqualTo("OPEN");
  }

  @Test
  void isStuckOnlyForACodedReason() {
    String path = "take-up-cases/" + opened(registered(Desk.DEPARTMENT), "LEGAL_AID");
    desk.invalid(
        desk.post(Desk.WORKER, path + "/stuck", "{\"on\":\"%s\"}".formatted(TODAY), 1),
        "reason required");
    desk.post(
            Desk.WORKER,
            path + "/stuck",
            "{\"reason\":\"they never answer\",\"on\":\"%s\"}".formatted(TODAY),
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
    UUID family = registered(Desk.DEPARTMENT);
    String path = "take-up-cases/" + opened(family, "LEGAL_AID");
    desk.post(Desk.WORKER, path + "/progress", "{\"on\":\"%s\"}".formatted(TODAY))
        .expectStatus()
        .isEqualTo(428);
    desk.post(Desk.WORKER, path + "/progress", "{\"on\":\"%s\"}".formatted(TODAY), 8)
        .expectStatus()
        .isEqualTo(412)
        .expectBody()
        .jsonPath("$.current.state")
        .isEqualTo("OPEN");
    desk.invalid(
        desk.post(Desk.WORKER, path + "/progress", "{\"on\":\"2020-01-01\"}", 1),
        "on date-before-last-move");
    String failed =
        "{\"result\":\"FAILED\",\"reason\":\"FAMILY_DECLINES\",\"on\":\"%s\"}".formatted(TODAY);
    desk.ok(desk.post(Desk.WORKER, path + "/result", failed, 1));
    Answers.refused(
        desk.post(Desk.WORKER, path + "/result", failed, 2), 409, "take-up-case-closed");
    Answers.refused(
        desk.post(Desk.WORKER, path + "/stuck", stuck("COST"), 2), 409, "take-up-case-closed");
    Answers.refused(
        desk.post(
            Desk.WORKER, path + "/steps", "{\"kind\":\"TASK\",\"on\":\"%s\"}".formatted(TODAY)),
        409,
        "take-up-case-closed");
    opened(family, "LEGAL_AID"); // and may try again
  }

  @Test
  void opensOneCaseWhenTwoWorkersOpenItAtOnce() throws Exception {
    UUID family = registered(Desk.DEPARTMENT);
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
  void setsTheLawsDeadlinesAndFollowsARefusalWithAnAppeal() {
    String unit = "IL.HAIFA_NORTH.A4000.D5";
    String worker = Desk.token("w-5", unit, "family-social-worker");
    String path = "take-up-cases/" + opened(worker, registered(unit), "SOCIAL_SERVICES_MATERIAL");
    desk.created(
        worker,
        path + "/steps",
        "{\"kind\":\"CLAIM\",\"on\":\"2026-01-10\",\"authority\":\"SOCIAL_SERVICES\"}");
    JsonNode claim = desk.all(worker, "take-up-cases/deadlines?until=2026-12-31").getFirst();
    assertThat(claim.get("dueOn").asString()).isEqualTo("2026-02-09");
    assertThat(claim.get("dueBasis").asString()).contains("1958");
    JsonNode way =
        desk.ok(
            desk.post(
                worker,
                path + "/steps/1/completion",
                "{\"on\":\"2026-01-20\",\"decision\":\"REFUSED\"}"));
    assertThat(way.get("steps")).hasSize(2);
    assertThat(way.get("steps").get(1).get("kind").asString()).isEqualTo("APPEAL");
    assertThat(way.get("steps").get(1).get("dueOn").asString()).isEqualTo("2026-03-06");
    assertThat(desk.all(worker, "take-up-cases/deadlines?until=2026-12-31&limit=1"))
        .extracting(d -> d.get("kind").asString())
        .containsExactly("APPEAL");
    assertThat(desk.all(Desk.WORKER, "take-up-cases/deadlines?until=2026-12-31")).isEmpty();
    Answers.refused(
        desk.post(
            worker,
            path + "/steps/1/completion",
            "{\"on\":\"2026-01-21\",\"decision\":\"GRANTED\"}"),
        409,
        "take-up-step-done");
    Answers.refused(
        desk.post(
            worker,
            path + "/steps/9/completion",
            "{\"on\":\"2026-01-21\",\"decision\":\"GRANTED\"}"),
        404,
        "take-up-step-not-found");
    desk.invalid(
        desk.post(worker, path + "/steps", "{\"kind\":\"CLAIM\",\"on\":\"2026-01-10\"}"),
        "authority required");
    desk.invalid(
        desk.post(worker, path + "/steps", "{\"kind\":\"CONTACT\",\"on\":\"2026-01-10\"}"),
        "channel required");
  }

  /** 54 % taken up, 34 % in process, the rest neither [S1], out of fifty cases. */
  @Test
  void findsTheSharesOfTheNewsletterInTheCasesAndAgainOnAnyDay() {
    String unit = "IL.HAIFA_NORTH.A4000.D6";
    String head = Desk.token("h-6", unit, "department-head");
    String worker = Desk.token("w-6", unit, "family-social-worker");
    List<UUID> families = new TestFamilies(database).registered(unit, 3, 2, 50);
    for (int i = 0; i < 50; i++) {
      String id = opened(worker, families.get(i), "CHILD_ALLOWANCE");
      String path = "take-up-cases/" + id;
      if (i < 27) {
        desk.ok(
            desk.post(
                worker,
                path + "/result",
                i < 20
                    ? "{\"result\":\"TAKEN_UP\",\"worth\":169,\"worthPeriod\":\"MONTHLY\",\"on\":\"%s\"}"
                        .formatted(TODAY)
                    : "{\"result\":\"PARTIAL\",\"reason\":\"CONDITIONS_NOT_MET\",\"worth\":9,\"worthPeriod\":\"ONCE\",\"on\":\"%s\"}"
                        .formatted(TODAY),
                1));
      } else if (i < 44) {
        desk.ok(
            i % 2 == 0
                ? desk.post(worker, path + "/progress", "{\"on\":\"%s\"}".formatted(TODAY), 1)
                : desk.post(worker, path + "/stuck", stuck("WAITING_FOR_AUTHORITY"), 1));
      }
      backdate(id, i);
    }
    JsonNode now = desk.read(head, "take-up-cases/status");
    assertThat(shares(now)).containsExactly("54.0", "34.0", "12.0");
    assertThat(now.get("all").asInt()).isEqualTo(50);
    JsonNode byFamily = desk.read(head, "take-up-cases/status?basis=FAMILIES");
    assertThat(shares(byFamily)).containsExactly("54.0", "34.0", "12.0");
    for (int week = 0; week < 12; week++) { // the past is there as it was, and always whole
      LocalDate day = LocalDate.now(ZoneId.of("Asia/Jerusalem")).minusWeeks(week);
      JsonNode then = desk.read(head, "take-up-cases/status?asOf=" + day);
      double sum = shares(then).stream().mapToDouble(Double::parseDouble).sum();
      assertThat(sum).isEqualTo(then.get("all").asInt() == 0 ? 0 : 100);
    }
    JsonNode first =
        desk.read(
            head,
            "take-up-cases/status?asOf=" + LocalDate.now(ZoneId.of("Asia/Jerusalem")).minusDays(1));
    assertThat(first.get("all").asInt()).isEqualTo(50);
    assertThat(first.get("none").asInt()).isEqualTo(50); // opened, and nobody had begun
    assertThat(desk.read(Desk.NATIONAL, "take-up-cases/status/" + unit).get("all").asInt())
        .isEqualTo(50);
    Answers.refused(desk.get(Desk.WORKER, "take-up-cases/status/" + unit), 404, "unit-not-found");
  }

  @Test
  void showsCasesToTheirDepartmentAlone() {
    UUID family = registered(Desk.DEPARTMENT);
    String path = "take-up-cases/" + opened(family, "LEGAL_AID");
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

  private static List<String> shares(JsonNode status) {
    return Stream.of("takenUpPct", "inProcessPct", "nonePct")
        .map(name -> status.get(name).asString())
        .toList();
  }

  private static String stuck(String reason) {
    return "{\"reason\":\"%s\",\"on\":\"%s\"}".formatted(reason, TODAY);
  }

  private String opened(UUID family, String right) {
    return opened(Desk.WORKER, family, right);
  }

  private String opened(String token, UUID family, String right) {
    return desk.created(
            token,
            "take-up-cases",
            "{\"familyId\":\"%s\",\"right\":\"%s\"}".formatted(family, right))
        .get("id")
        .asString();
  }

  /** As if the case had been opened some weeks ago. */
  private void backdate(String id, int days) {
    database
        .sql("update take_up_move set on_day = on_day - :days where case_id = :id and number = 1")
        .bind("days", days + 1)
        .bind("id", UUID.fromString(id))
        .then()
        .block();
  }

  private String stored(String id) {
    return database
        .sql("select string_agg(s::text, ' ') as rows from take_up_step s where case_id = :id")
        .bind("id", UUID.fromString(id))
        .map(row -> row.get("rows", String.class))
        .one()
        .block();
  }

  private UUID registered(String unit) {
    return new TestFamilies(database).registered(unit, 3, 2);
  }
}
