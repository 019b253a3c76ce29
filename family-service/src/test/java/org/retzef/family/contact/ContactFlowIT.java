package org.retzef.family.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Calls;
import org.retzef.family.Desk;
import org.retzef.family.FilledFamily;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RetzefIT
class ContactFlowIT {

  private static final String DEPARTMENT = "IL.SOUTH.A2630.D1";
  private static final String WORKER = Calls.token("worker-1", DEPARTMENT, "family-social-worker");
  private static final String VISIT =
      """
      {"kind": "HOME_VISIT", "direction": "BY_WORKER", "happenedOn": "2026-03-02",
       "durationMinutes": 50, "domains": ["HOUSING", "INCOME"], "note": "הדירה לחה\\nנדבר שוב"}
      """;

  private static final JsonMapper JSON = new JsonMapper();

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Calls calls;
  private String family;
  private String path;

  @BeforeEach
  void aFamily() {
    calls = new Calls(http);
    family = calls.family(DEPARTMENT);
    path = "/families/" + family + "/contacts";
  }

  @Test
  void logsAVisitAndTellsItWithoutItsWords() {
    try (var events = TestEvents.on("retzef.family.events")) {
      String id = Answers.id(calls.post(WORKER, path, VISIT));
      TestEvent told = events.await(1, family).getLast();
      assertThat(told.type()).isEqualTo("org.retzef.contact.logged.v1");
      assertThat(told.json())
          .contains(id, "\"HOME_VISIT\"", "\"durationMinutes\":50", "\"HOUSING\"")
          .doesNotContain("הדירה", "worker-1");
      JsonNode shown = Answers.json(calls.get(WORKER, path + "/" + id), 200);
      assertThat(shown.get("note").asString()).isEqualTo("הדירה לחה\nנדבר שוב");
      assertThat(shown.get("worker").asString()).isEqualTo("worker-1");
    }
  }

  /** Mission, section 3, item 8: what was done in an emergency can be told from routine. */
  @Test
  void tellsWhetherThereWasAnEmergencyWhereAndWhenItTookPlace() {
    String department = "IL.SOUTH.A2560.D131";
    FilledFamily.openDepartment(http, department);
    String worker = Calls.token("worker-1", department, "family-social-worker");
    calls
        .post(
            Calls.token("m-1", "IL", "national-manager"),
            "/units/IL.SOUTH.A2560/emergency-overlays",
            """
            {"name": "מגפה", "form": "EMERGENCY_2020", "from": "2019-05-01", "to": "2019-05-31"}
            """)
        .expectStatus()
        .isCreated();
    String there = calls.family(department);
    assertThat(modes(worker, there, "2019-04-30", "2019-05-01", "2019-05-31", "2019-06-01"))
        .containsExactly("ROUTINE", "EMERGENCY", "EMERGENCY", "ROUTINE");
    assertThat(modes(WORKER, family, "2019-05-01")).as("elsewhere").containsExactly("ROUTINE");
  }

  private List<String> modes(String worker, String family, String... days) {
    try (var events = TestEvents.on("retzef.family.events")) {
      for (String day : days) {
        calls
            .post(worker, "/families/" + family + "/contacts", VISIT.replace("2026-03-02", day))
            .expectStatus()
            .isCreated();
      }
      return events.await(days.length, family).stream()
          .filter(told -> told.type().equals("org.retzef.contact.logged.v1"))
          .map(told -> JSON.readTree(told.json()).get("mode").asString())
          .toList();
    }
  }

  @Test
  void keepsTheNoteUnreadableInTheDatabaseAndInKeptAnswers() {
    calls.postOnce(WORKER, path, VISIT, UUID.randomUUID().toString()).expectStatus().isCreated();
    String everything =
        database
            .sql(
                """
                select string_agg(whole, ' ') as dump from (
                  select contact::text as whole from contact
                  union all select outbox::text from outbox
                  union all select coalesce(body, '') from idempotency_key) as rows
                """)
            .map(row -> row.get("dump", String.class))
            .one()
            .block();
    String hex = HexFormat.of().formatHex("הדירה".getBytes(StandardCharsets.UTF_8));
    assertThat(everything).contains("HOME_VISIT").doesNotContain("הדירה", hex);
  }

  @Test
  void correctsInsteadOfDeleting() {
    String id = Answers.id(calls.post(WORKER, path, VISIT));
    String correction = "{\"reason\": \"WRONG_DETAILS\", \"replacement\": %s}".formatted(VISIT);
    String corrections = path + "/" + id + "/corrections";
    calls
        .change(HttpMethod.POST, WORKER, corrections, correction, null)
        .expectStatus()
        .isEqualTo(428);
    JsonNode stale =
        Answers.json(calls.change(HttpMethod.POST, WORKER, corrections, correction, 7L), 412);
    assertThat(stale.get("current").get("id").asString()).isEqualTo(id);
    JsonNode corrected =
        Answers.json(calls.change(HttpMethod.POST, WORKER, corrections, correction, 1L), 201);
    String replacement = corrected.get("replacedBy").asString();
    JsonNode items = Answers.json(calls.get(WORKER, path), 200).get("items");
    assertThat(items.valueStream().map(item -> item.get("id").asString()))
        .containsExactly(replacement, id);
    assertThat(items.get(0).get("corrects").asString()).isEqualTo(id);
    assertThat(items.get(1).get("correction").asString()).isEqualTo("WRONG_DETAILS");
    for (String again : List.of(correction, "{\"reason\": \"ENTERED_TWICE\"}")) {
      assertThat(Answers.code(calls.change(HttpMethod.POST, WORKER, corrections, again, 2L), 409))
          .isEqualTo("contact-already-corrected");
    }
  }

  @Test
  void isOfTheDepartmentThatTheFamilyHadOnItsDay() {
    Desk.moves(http, family, DEPARTMENT, Desk.OTHER_DEPARTMENT);
    String worker = Calls.token("worker-2", Desk.OTHER_DEPARTMENT, "family-social-worker");
    String id = Answers.id(calls.post(worker, path, VISIT));
    assertThat(unitOf(worker, id)).isEqualTo(DEPARTMENT);
    String today =
        VISIT.replace("2026-03-02", LocalDate.now(ZoneId.of("Asia/Jerusalem")).toString());
    String replacement =
        Answers.json(
                calls.change(
                    HttpMethod.POST,
                    worker,
                    path + "/" + id + "/corrections",
                    "{\"reason\": \"WRONG_DETAILS\", \"replacement\": %s}".formatted(today),
                    1L),
                201)
            .get("replacedBy")
            .asString();
    assertThat(unitOf(worker, replacement)).isEqualTo(Desk.OTHER_DEPARTMENT);
  }

  private String unitOf(String worker, String id) {
    return Answers.json(calls.get(worker, path + "/" + id), 200).get("unit").asString();
  }

  @Test
  void tellsACorrectionBeforeItsReplacement() {
    String id = Answers.id(calls.post(WORKER, path, VISIT));
    try (var events = TestEvents.on("retzef.family.events")) {
      calls
          .change(
              HttpMethod.POST,
              WORKER,
              path + "/" + id + "/corrections",
              "{\"reason\": \"WRONG_DETAILS\", \"replacement\": %s}".formatted(VISIT),
              1L)
          .expectStatus()
          .isCreated();
      assertThat(events.await(2, family))
          .extracting(TestEvent::type)
          .endsWith("org.retzef.contact.corrected.v1", "org.retzef.contact.logged.v1");
    }
  }

  @Test
  void takesAReplacementOnlyWhereDetailsWereWrong() {
    String corrections = path + "/" + Answers.id(calls.post(WORKER, path, VISIT)) + "/corrections";
    assertThat(
            Answers.faults(
                calls.change(
                    HttpMethod.POST, WORKER, corrections, "{\"reason\": \"WRONG_DETAILS\"}", 1L)))
        .containsExactly("replacement required");
    assertThat(
            Answers.faults(
                calls.change(
                    HttpMethod.POST,
                    WORKER,
                    corrections,
                    "{\"reason\": \"ENTERED_TWICE\", \"replacement\": %s}".formatted(VISIT),
                    1L)))
        .containsExactly("replacement replacement-not-expected");
    JsonNode withdrawn =
        Answers.json(
            calls.change(
                HttpMethod.POST, WORKER, corrections, "{\"reason\": \"WRONG_FAMILY\"}", 1L),
            201);
    assertThat(withdrawn.get("replacedBy").isNull()).isTrue();
  }

  @Test
  void letsOneOfTwoCorrectorsThrough() {
    String corrections = path + "/" + Answers.id(calls.post(WORKER, path, VISIT)) + "/corrections";
    List<Integer> statuses =
        List.of("ENTERED_TWICE", "WRONG_FAMILY").stream()
            .map(
                reason ->
                    CompletableFuture.supplyAsync(
                        () ->
                            Patiently.ask(
                                    () ->
                                        calls.change(
                                            HttpMethod.POST,
                                            WORKER,
                                            corrections,
                                            "{\"reason\": \"%s\"}".formatted(reason),
                                            1L))
                                .getStatus()
                                .value()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .sorted()
            .toList();
    assertThat(statuses).containsExactly(201, 412);
  }

  @Test
  void logsOnceWhateverTheClientRepeats() {
    String first = Answers.id(calls.postOnce(WORKER, path, VISIT, "visit-" + family));
    assertThat(Answers.id(calls.postOnce(WORKER, path, VISIT, "visit-" + family))).isEqualTo(first);
    assertThat(Answers.json(calls.get(WORKER, path), 200).get("items").size()).isEqualTo(1);
    calls
        .postOnce(WORKER, path, VISIT.replace("50", "51"), "visit-" + family)
        .expectStatus()
        .isEqualTo(422);
  }

  @Test
  void namesEveryFault() {
    String faulty =
        """
        {"kind": "FAX", "direction": "BY_WORKER", "happenedOn": "%s", "durationMinutes": 0,
         "domains": ["HOUSING", "MOON"], "note": "a\\u202eb", "mood": 1}
        """
            .formatted(LocalDate.now(ZoneId.of("Asia/Jerusalem")).plusDays(2));
    assertThat(Answers.faults(calls.post(WORKER, path, faulty)))
        .contains(
            "kind value-unknown",
            "happenedOn date-in-future",
            "durationMinutes duration-invalid",
            "note text-forbidden-character",
            "mood field-unknown")
        .anyMatch(fault -> fault.startsWith("domains"));
    assertThat(Answers.faults(calls.post(WORKER, path, VISIT.replace("2026-03-02", "0202-03-02"))))
        .containsExactly("happenedOn date-too-early");
  }

  @Test
  void showsNothingToOtherDepartmentsAndOtherRoles() {
    String id = Answers.id(calls.post(WORKER, path, VISIT));
    String stranger = Calls.token("worker-2", "IL.SOUTH.A0070.D1", "family-social-worker");
    assertThat(Answers.code(calls.get(stranger, path), 404)).isEqualTo("family-not-found");
    assertThat(Answers.code(calls.get(stranger, path + "/" + id), 404))
        .isEqualTo("family-not-found");
    assertThat(Answers.code(calls.post(stranger, path, VISIT), 404)).isEqualTo("family-not-found");
    for (String role : List.of("district-coordinator", "supervisor", "data-analyst", "auditor")) {
      calls.get(Calls.token("x", "IL", role), path).expectStatus().isForbidden();
    }
    String other = "/families/" + calls.family(DEPARTMENT) + "/contacts/" + id;
    assertThat(Answers.code(calls.get(WORKER, other), 404)).isEqualTo("contact-not-found");
  }

  @Test
  void letsACompanionLogContactsWithTheFamiliesThatItHoldsAndNoOthers() {
    String companion = Calls.token("companion-7", DEPARTMENT, "family-companion");
    assertThat(Answers.code(calls.post(companion, path, VISIT), 404)).isEqualTo("family-not-found");
    database
        .sql(
            """
            insert into assignment
              (id, family_id, unit, worker, field_role, status, proposed_by, accepted_at)
            values (uuidv7(), :family, :unit::ltree, 'companion-7', 'FAMILY_COMPANION', 'ACTIVE',
                    'lead-1', now())
            """)
        .bind("family", UUID.fromString(family))
        .bind("unit", DEPARTMENT)
        .then()
        .block();
    String id = Answers.id(calls.post(companion, path, VISIT));
    assertThat(Answers.json(calls.get(companion, path + "/" + id), 200).get("worker").asString())
        .isEqualTo("companion-7");
    String other = "/families/" + calls.family(DEPARTMENT) + "/contacts";
    assertThat(Answers.code(calls.get(companion, other), 404)).isEqualTo("family-not-found");
  }

  @Test
  void keepsWhoLoggedWhatSomebodyElseDid() {
    String visit = VISIT.strip().replaceFirst("\\{", "{\"worker\": \"companion-9\", ");
    String id = Answers.id(calls.post(WORKER, path, visit));
    String colleague = Calls.token("worker-8", DEPARTMENT, "family-social-worker");
    String right =
        Answers.json(
                calls.change(
                    HttpMethod.POST,
                    colleague,
                    path + "/" + id + "/corrections",
                    "{\"reason\": \"WRONG_DETAILS\", \"replacement\": %s}".formatted(visit),
                    1L),
                201)
            .get("replacedBy")
            .asString();
    for (var kept : Map.of(id, "worker-1", right, "worker-8").entrySet()) {
      JsonNode shown = Answers.json(calls.get(WORKER, path + "/" + kept.getKey()), 200);
      assertThat(shown.get("worker").asString()).isEqualTo("companion-9");
      assertThat(shown.get("loggedBy").asString()).isEqualTo(kept.getValue());
    }
  }

  @Test
  void leafsThroughTheLog() {
    for (int i = 0; i < 3; i++) {
      calls.post(WORKER, path, VISIT).expectStatus().isCreated();
    }
    JsonNode first = Answers.json(calls.get(WORKER, path + "?limit=2"), 200);
    assertThat(first.get("items").size()).isEqualTo(2);
    JsonNode second =
        Answers.json(
            calls.get(WORKER, path + "?limit=2&cursor=" + first.get("next").asString()), 200);
    assertThat(second.get("items").size()).isEqualTo(1);
    assertThat(second.get("next").isNull()).isTrue();
    calls.get(WORKER, path + "?cursor=Zm9yZ2Vk").expectStatus().isBadRequest();
  }
}
