package org.retzef.family.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.family.FilledFamily;
import org.retzef.family.registration.Requests;
import org.retzef.family.setup.OpenedProgramme;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What a team lead sees of the families that nobody is in charge of. */
@RetzefIT
class UnattendedFamiliesIT {

  private static final AtomicInteger NUMBERS = new AtomicInteger(231);
  private static final Executor AT_ONCE = Thread::startVirtualThread;

  @Autowired private WebTestClient http;

  private String department;
  private String other;
  private Desk lead;
  private Desk worker;
  private Desk successor;

  /** Departments of its own for each test: of others' families none are in the list. */
  @BeforeEach
  void openTwoDepartments() {
    department = opened();
    other = opened();
    lead = Desk.of(http, "lead", department, "team-lead");
    worker = Desk.of(http, "worker", department, "family-social-worker");
    successor = Desk.of(http, "successor", department, "family-social-worker");
  }

  private String opened() {
    String unit = "IL.SOUTH.A2560.D" + NUMBERS.getAndIncrement();
    FilledFamily.openDepartment(http, unit);
    return unit;
  }

  @Test
  void aDeclinedHandOverIsSeenUntilSomebodyIsInCharge() {
    OpenedProgramme.in(http, department, "MAPA");
    String family = registered(department);
    assertThat(seen("")).containsExactly(family + " NEVER_ASSIGNED null null");
    accepts(worker, family, handedTo(worker, family, "FAMILY_SOCIAL_WORKER"));
    assertThat(seen("")).isEmpty();

    String handOver = handedTo(successor, family, "FAMILY_SOCIAL_WORKER");
    assertThat(seen("")).containsExactly(family + " PROPOSED successor FAMILY_SOCIAL_WORKER");
    answer(successor, family, handOver, "DECLINE").expectStatus().isOk();
    String declined = family + " DECLINED successor FAMILY_SOCIAL_WORKER";
    assertThat(seen("")).containsExactly(declined);
    Answers.refused(worker.enrols(family), 403, "family-read-only");
    accepts(worker, family, handedTo(worker, family, "FAMILY_COMPANION"));
    assertThat(seen("?state=DECLINED")).as("a companion is not in charge").contains(declined);
    assertThat(seen("?state=NEVER_ASSIGNED")).isEmpty();

    String again = handedTo(worker, family, "FAMILY_SOCIAL_WORKER");
    assertThat(seen("?state=DECLINED")).isEmpty();
    assertThat(seen("?state=PROPOSED")).hasSize(1);
    accepts(worker, family, again);
    assertThat(seen("")).isEmpty();
    worker.enrols(family).expectStatus().isCreated();

    lead.delete("/families/" + family + "/assignments/" + again, "\"2\"").expectStatus().isOk();
    assertThat(seen("")).containsExactly(family + " ENDED worker FAMILY_SOCIAL_WORKER");
  }

  @Test
  void aFamilyThatIsErasedOrHasMovedIsNobodysWorkHere() {
    String erased = registered(department);
    Desk head = Desk.of(http, "head", department, "department-head");
    head.post(
            "/families/" + erased + "/erasure",
            "{\"reasonCode\": \"FAMILY_ASKED\", \"legalBasis\": \"PRIVACY_PROTECTION_LAW\"}",
            "\"1\"")
        .expectStatus()
        .isCreated();
    assertThat(seen("")).isEmpty();
    String moving = registered(department);
    accepts(worker, moving, handedTo(worker, moving, "FAMILY_SOCIAL_WORKER"));
    String transfer =
        Answers.id(
            head.post("/families/" + moving + "/transfers", "{\"unit\":\"%s\"}".formatted(other)));
    Desk there = Desk.of(http, "head-there", other, "department-head");
    there
        .post("/transfers/" + transfer + "/answer", "{\"decision\":\"ACCEPT\"}", "\"1\"")
        .expectStatus()
        .isOk();
    assertThat(seen("")).isEmpty();
    assertThat(list(there, other, "").findValuesAsString("familyId")).containsExactly(moving);
  }

  @Test
  void aMergedFamilyBringsItsWorkerAndTakesItAwayAgain() {
    String survivor = registered(department);
    String merged = registered(department);
    accepts(worker, merged, handedTo(worker, merged, "FAMILY_SOCIAL_WORKER"));
    assertThat(seen("")).containsExactly(survivor + " NEVER_ASSIGNED null null");
    String merger =
        Answers.id(
            lead.post(
                "/families/merges",
                """
                {"survivorId": "%s", "mergedId": "%s", "mergedVersion": 1,
                 "reasonCode": "REGISTERED_TWICE"}
                """
                    .formatted(survivor, merged),
                "\"1\""));
    assertThat(seen("")).isEmpty();
    lead.send(HttpMethod.POST, "/families/merges/" + merger + "/reversal", null, "\"1\"", null)
        .expectStatus()
        .isOk();
    assertThat(seen("")).containsExactly(survivor + " NEVER_ASSIGNED null null");
  }

  @Test
  void isAttendedWhenOneGoesWhileAnotherComes() {
    for (int i = 0; i < 20; i++) {
      String family = registered(department);
      String going = handedTo(worker, family, "FAMILY_SOCIAL_WORKER");
      accepts(worker, family, going);
      String coming = handedTo(successor, family, "TEAM_LEAD");
      CompletableFuture.allOf(
              CompletableFuture.runAsync(() -> accepts(successor, family, coming), AT_ONCE),
              CompletableFuture.runAsync(() -> ends(family, going), AT_ONCE))
          .join();
    }
    assertThat(seen("")).isEmpty();
  }

  private void ends(String family, String assignment) {
    lead.delete("/families/" + family + "/assignments/" + assignment, "\"2\"")
        .expectStatus()
        .isOk();
  }

  @Test
  void goesOnPageByPageOverAllDepartmentsOfTheCaller() {
    List<String> all = new ArrayList<>();
    for (String unit : List.of(department, other, department, other, department)) {
      all.add(registered(unit));
    }
    Desk ofBoth = Desk.of(http, "head-2560", "IL.SOUTH.A2560", "department-head");
    List<String> paged = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = ofBoth.read("/units/IL.SOUTH.A2560/assignments/unattended?limit=2" + cursor);
      assertThat(page.get("items").size()).isLessThanOrEqualTo(2);
      paged.addAll(page.get("items").findValuesAsString("familyId"));
      cursor = page.get("next").isNull() ? null : "&cursor=" + page.get("next").asString();
    } while (cursor != null);
    assertThat(paged).as("of other tests, too").containsSubsequence(all).doesNotHaveDuplicates();
  }

  @Test
  void tellsNothingToWhoeverHasNoRightToIt() {
    registered(department);
    String path = "/units/" + department + "/assignments/unattended";
    for (String role : List.of("team-lead", "department-head")) {
      Answers.refused(
          Desk.of(http, "stranger", "IL.SOUTH.A2630.D1", role).get(path), 404, "unit-not-found");
      Answers.refused(lead.get("/units/IL.SOUTH/assignments/unattended"), 404, "unit-not-found");
    }
    for (String role :
        List.of("family-social-worker", "family-companion", "supervisor", "national-manager")) {
      Desk.of(http, "someone", "IL", role).get(path).expectStatus().isForbidden();
    }
    for (String garbage : List.of("IL%00", "IL.%E2%80%AE", "..", "'%20or%201=1", "IL.SOUTH.NONE")) {
      lead.get("/units/" + garbage + "/assignments/unattended")
          .expectStatus()
          .value(status -> assertThat(status).as(garbage).isIn(400, 404));
    }
    assertThat(Answers.faults(lead.get(path + "?state=ACTIVE")))
        .containsExactly("state value-invalid");
    for (String garbage : List.of("?cursor=x", "?cursor=%00", "?limit=201", "?limit=-1")) {
      lead.get(path + garbage).expectStatus().isBadRequest();
    }
  }

  /** Fifty leads hand it to fifty workers, and all say no. */
  @Test
  void namesAFamilyOnceHoweverOftenItWasDeclined() {
    String family = registered(department);
    IntStream.range(0, 50)
        .mapToObj(
            i ->
                CompletableFuture.runAsync(
                    () -> {
                      Desk asked = Desk.of(http, "asked-" + i, department, "family-social-worker");
                      JsonNode handed = Answers.json(hand(asked, family, "FAMILY_SOCIAL_WORKER"));
                      if (handed.has("id")) {
                        answer(asked, family, handed.get("id").asString(), "DECLINE");
                      }
                    },
                    AT_ONCE))
        .toList()
        .forEach(CompletableFuture::join);
    assertThat(list(lead, department, "").findValuesAsString("familyId")).containsExactly(family);
    assertThat(list(lead, department, "").findValuesAsString("state"))
        .containsAnyOf("DECLINED", "ENDED");
    assertThat(list(lead, department, "?state=NEVER_ASSIGNED")).isEmpty();
  }

  private String registered(String unit) {
    return Answers.id(
        Desk.of(http, "registrar", unit, "family-social-worker")
            .post("/families", Requests.ofOthers(Map.of(Requests.DEPARTMENT, unit))));
  }

  private List<String> seen(String query) {
    return list(lead, department, query)
        .valueStream()
        .map(
            family ->
                "%s %s %s %s"
                    .formatted(
                        family.get("familyId").asString(),
                        family.get("state").asString(),
                        family.get("worker").asString("null"),
                        family.get("fieldRole").asString("null")))
        .toList();
  }

  private static JsonNode list(Desk desk, String unit, String query) {
    return desk.read("/units/" + unit + "/assignments/unattended" + query).get("items");
  }

  private String handedTo(Desk desk, String family, String role) {
    return Answers.id(hand(desk, family, role));
  }

  private WebTestClient.ResponseSpec hand(Desk desk, String family, String role) {
    return lead.post(
        "/families/" + family + "/assignments",
        "{\"worker\":\"%s\",\"fieldRole\":\"%s\"}".formatted(desk.subject(), role));
  }

  private static void accepts(Desk desk, String family, String id) {
    answer(desk, family, id, "ACCEPT").expectStatus().isOk();
  }

  private static WebTestClient.ResponseSpec answer(
      Desk desk, String family, String id, String decision) {
    return desk.post(
        "/families/" + family + "/assignments/" + id + "/answer",
        "{\"decision\":\"%s\"}".formatted(decision),
        "\"1\"");
  }
}
