package org.retzef.family.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Calls;
import org.retzef.family.registration.Requests;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class TimelineFlowIT {

  private static final String DEPARTMENT = "IL.SOUTH.A0099.D1";
  private static final String WORKER = Calls.token("worker-1", DEPARTMENT, "family-social-worker");
  private static final String LEAD = Calls.token("lead-1", DEPARTMENT, "team-lead");
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  private static final String CALL =
      """
      {"kind": "CALL", "direction": "BY_FAMILY", "happenedOn": "2026-03-02", "domains": ["INCOME"],
       "note": "סוד"}
      """;

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private Commands commands;
  private Calls calls;
  private String family;
  private String path;

  @BeforeEach
  void aFamily() {
    calls = new Calls(http);
    String registrar = Calls.token("registrar", DEPARTMENT, "family-social-worker");
    String others = Requests.ofOthers(Map.of(Requests.DEPARTMENT, DEPARTMENT));
    family = Answers.id(calls.post(registrar, "/families", others));
    path = "/families/" + family;
  }

  @Test
  void tellsEverythingNewestFirstInCodesWithALinkAndWhoseDoingItWas() {
    calls
        .post(WORKER, path + "/enrolments", "{\"track\": \"MAPA\", \"startDate\": \"2026-01-01\"}")
        .expectStatus()
        .isCreated();
    String contact = Answers.id(calls.post(WORKER, path + "/contacts", CALL));
    String assessment =
        Answers.id(
            calls.post(
                WORKER,
                path + "/assessments",
                "{\"assessedOn\": \"2026-03-03\", \"answers\": {\"incomeRating\": 1, \"incomeNote\": \"סוד\"}}"));
    String plan = approvedPlan();
    assign();
    List<JsonNode> entries =
        Answers.json(calls.get(WORKER, path + "/timeline"), 200)
            .get("items")
            .valueStream()
            .toList();
    assertThat(entries.stream().map(entry -> entry.get("kind").asString()))
        .containsExactly(
            "assignment.active",
            "plan.approved",
            "plan.submitted",
            "plan.drafted",
            "assessment.recorded",
            "contact.logged",
            "family.enrolled",
            "family.registered");
    assertThat(entries.get(1).get("by").asString()).isEqualTo("lead-1");
    assertThat(entries.get(5).get("by").asString()).isEqualTo("worker-1");
    assertThat(entries.get(7).get("by").asString()).isEqualTo("registrar");
    assertThat(entries.stream().map(entry -> entry.get("href").asString()))
        .contains(
            "/api/v1" + plan,
            "/api/v1" + path + "/assessments/" + assessment,
            "/api/v1" + path + "/contacts/" + contact);
    assertThat(entries.toString()).doesNotContain("סוד", "incomeRating");
    for (JsonNode entry : entries) {
      String href = entry.get("href").asString().substring("/api/v1".length());
      calls.get(WORKER, href).expectStatus().isOk();
    }
  }

  @Test
  void tellsWhatWasReturnedAndWhatWasDeclined() {
    String returned = "{\"decision\": \"RETURN\", \"note\": \"סוד\"}";
    decide(LEAD, submittedPlan() + "/approval", returned, 2);
    String other = "IL.SOUTH.A0031.D1";
    String transfer =
        Answers.id(
            calls.post(
                Calls.token("head-1", DEPARTMENT, "department-head"),
                path + "/transfers",
                "{\"unit\": \"%s\"}".formatted(other)));
    decide(
        Calls.token("head-2", other, "department-head"),
        "/transfers/" + transfer + "/answer",
        "{\"decision\": \"DECLINE\"}",
        1);
    JsonNode timeline = Answers.json(calls.get(WORKER, path + "/timeline"), 200);
    assertThat(
            timeline
                .get("items")
                .valueStream()
                .map(entry -> entry.get("kind").asString() + " " + entry.get("by").asString("")))
        .containsExactly(
            "transfer.declined head-2",
            "transfer.proposed head-1",
            "plan.returned lead-1",
            "plan.submitted ",
            "plan.drafted worker-1",
            "family.registered registrar");
    assertThat(timeline.toString()).doesNotContain("סוד");
  }

  @Test
  void saysNothingOfWhatDidNotHappen() {
    calls.post(WORKER, path + "/contacts", "{\"kind\": \"CALL\"}").expectStatus().isBadRequest();
    UUID id = UUID.fromString(family);
    commands
        .run(
            () ->
                database
                    .sql(
                        """
                        insert into outbox (topic, aggregate_type, aggregate_id, agg_version, type, payload)
                        values ('t', 'family', :id, 99, 'org.retzef.contact.logged.v1', '{}')
                        """)
                    .bind("id", family)
                    .then()
                    .then(reactor.core.publisher.Mono.error(new IllegalStateException("planted"))))
        .onErrorComplete()
        .block();
    Long entries =
        database
            .sql("select count(*) as n from timeline_entry where family_id = :id")
            .bind("id", id)
            .map(row -> row.get("n", Long.class))
            .one()
            .block();
    assertThat(entries).isEqualTo(1);
  }

  @Test
  void leafsThroughWithoutLosingOrRepeatingAnEntryWhileNewOnesCome() {
    List<String> logged = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      logged.addFirst(Answers.id(calls.post(WORKER, path + "/contacts", CALL)));
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = Answers.json(calls.get(WORKER, path + "/timeline?limit=3" + cursor), 200);
      page.get("items")
          .forEach(entry -> seen.add(entry.get("facts").path("contactId").asString("")));
      cursor = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").asString();
      calls.post(WORKER, path + "/contacts", CALL).expectStatus().isCreated();
    } while (!cursor.isEmpty());
    assertThat(seen).startsWith(logged.toArray(String[]::new)).hasSize(8);
  }

  @Test
  void isSeenByThoseWhoSeeTheFamilyAndNobodyElse() {
    String stranger = Calls.token("w", "IL.SOUTH.A0031.D1", "family-social-worker");
    assertThat(Answers.code(calls.get(stranger, path + "/timeline"), 404))
        .isEqualTo("family-not-found");
    String companion = Calls.token("companion-3", DEPARTMENT, "family-companion");
    assertThat(Answers.code(calls.get(companion, path + "/timeline"), 404))
        .isEqualTo("family-not-found");
    for (String role : List.of("supervisor", "data-analyst", "auditor")) {
      calls.get(Calls.token("x", "IL", role), path + "/timeline").expectStatus().isForbidden();
    }
    calls.get(WORKER, path + "/timeline?cursor=Zm9yZ2Vk").expectStatus().isBadRequest();
  }

  private String approvedPlan() {
    String plan = submittedPlan();
    decide(LEAD, plan + "/approval", "{\"decision\": \"APPROVE\"}", 2);
    return plan;
  }

  private String submittedPlan() {
    String goal =
        """
        {"domain": "DEBTS", "aspect": "RIGHTS", "goal": "סוד", "target": "סוד", "indicator": "סוד",
         "dueOn": "%s", "worker": "worker-1"}
        """
            .formatted(TODAY.plusMonths(2));
    String body = "{\"reviewOn\": \"%s\", \"goals\": [%s]}".formatted(TODAY.plusMonths(6), goal);
    String plan = path + "/plans/" + Answers.id(calls.post(WORKER, path + "/plans", body));
    calls
        .change(HttpMethod.POST, WORKER, plan + "/submission", null, 1L)
        .expectStatus()
        .isCreated();
    return plan;
  }

  private void decide(String token, String what, String decision, long version) {
    calls.change(HttpMethod.POST, token, what, decision, version).expectStatus().is2xxSuccessful();
  }

  private void assign() {
    database
        .sql(
            """
            insert into assignment
              (id, family_id, unit, worker, field_role, status, proposed_by, accepted_at)
            values (uuidv7(), :family, :unit::ltree, 'worker-1', 'FAMILY_SOCIAL_WORKER', 'ACTIVE',
                    'lead-1', now())
            """)
        .bind("family", UUID.fromString(family))
        .bind("unit", DEPARTMENT)
        .then()
        .block();
  }
}
