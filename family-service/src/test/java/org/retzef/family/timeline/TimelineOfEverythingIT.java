package org.retzef.family.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.family.FilledFamily;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/**
 * What a family can have is asked of the database: a new table has a kind of entry, or its reason
 * here why it needs none.
 */
@RetzefIT
class TimelineOfEverythingIT {

  private static final String DEPARTMENT = "IL.SOUTH.A2560.D116";

  private static final Map<String, List<String>> KINDS =
      Map.ofEntries(
          Map.entry("family", List.of("family.registered")),
          Map.entry("member", List.of("member.joined", "member.changed", "member.left")),
          Map.entry("kinship", List.of("member.changed")),
          Map.entry("former_relation", List.of("relation.changed")),
          Map.entry("file_change", List.of("member.changed", "contact-details.changed")),
          Map.entry("former_contact", List.of("contact-details.changed")),
          Map.entry("enrolment", List.of("family.enrolled")),
          Map.entry("fit_answers", List.of("fit-answers.changed")),
          Map.entry("assessment", List.of("assessment.recorded")),
          Map.entry("contact", List.of("contact.logged")),
          Map.entry("plan", List.of("plan.drafted")),
          Map.entry("plan_version", List.of("plan.drafted", "plan.submitted", "plan.approved")),
          Map.entry("plan_goal", List.of("plan.drafted", "goal.progressed")),
          Map.entry("assignment", List.of("assignment.proposed", "assignment.active")),
          Map.entry("emergency_access", List.of("emergency-access.opened")),
          Map.entry("family_transfer", List.of("transfer.proposed")),
          Map.entry("consent", List.of("consent.changed")),
          Map.entry("referral", List.of("referral.sent")),
          Map.entry("partner_referral", List.of("partner-referral.accepted")),
          Map.entry("service_user", List.of("service-user.linked")));

  private static final Map<String, String> WITHOUT_ENTRY =
      Map.ofEntries(
          Map.entry("timeline_entry", "the timeline itself"),
          Map.entry("family_key", "comes and goes with the family"),
          Map.entry("family_search", "marks of what the file says"),
          Map.entry("imported_family", "a mark of the file that the family was registered from"),
          Map.entry("duplicate_verdict", "said of two families, and shown where they are compared"),
          Map.entry("conflict_of_interest", "seen by who leads, not by who works with the family"),
          Map.entry("family_merge", "family.merged, of who was merged"),
          Map.entry("family_merge_row", "a note of the merger"),
          Map.entry("family_merge_member", "a note of the merger"),
          Map.entry("family_merge_consent", "a note of the merger"),
          Map.entry("erasure", "family.erased, of who is erased"),
          Map.entry("service_user_key", "of a person, whom the centre knows without a family"),
          Map.entry("service_user_stay", "the same"),
          Map.entry("activity_participant", "the same"),
          Map.entry("imported_service_user", "the same"));

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Desk worker;
  private FilledFamily family;

  @BeforeEach
  void aFilledFamily() {
    FilledFamily.openDepartment(http, DEPARTMENT);
    family = FilledFamily.in(http, DEPARTMENT, "ציראולי", 77_900_001, "MAPA");
    worker = Desk.of(http, "filler", DEPARTMENT, "family-social-worker");
  }

  @Test
  void hasAKindForEveryTableOfAFamilyOrAReasonForNone() {
    String mother = worker.read(family.path()).at("/members/0/id").asString();
    String grandmother =
        Answers.id(
            worker.post(
                family.path() + "/members",
                """
                {"givenName": "סבתא", "familyName": "ציראולי", "birthDate": "1950-01-01",
                 "sex": "FEMALE", "relation": "PARENT", "joinedOn": "2026-01-01"}
                """,
                version()));
    change(mother, "{\"parentIds\": [\"%s\"], \"givenName\": \"שמחדש\"}".formatted(grandmother));
    change(grandmother, "{\"relation\": \"OTHER\", \"since\": \"2026-01-15\"}");
    change(grandmother, "{\"leftOn\": \"2026-02-01\", \"leaveReason\": \"MOVED_OUT\"}");
    tellsProgress();

    Set<String> expected = new TreeSet<>(KINDS.keySet());
    expected.addAll(WITHOUT_ENTRY.keySet());
    assertThat(tablesOfFamilies()).containsExactlyInAnyOrderElementsOf(expected);
    Map<String, List<JsonNode>> entries = entries();
    KINDS.forEach((table, kinds) -> assertThat(entries.keySet()).as(table).containsAll(kinds));
    assertThat(entries.get("member.changed"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.get("by").asString()).isEqualTo("filler"))
        .satisfies(
            entry ->
                assertThat(entry.get("facts").toString())
                    .contains(mother, "givenName", "parentIds"));
    assertThat(entries.get("relation.changed"))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.get("facts").toString()).contains(grandmother, "OTHER", "since"));
    assertThat(entries.get("contact-details.changed"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.get("facts").toString()).contains("phone"));
    assertThat(entries.toString())
        .doesNotContain("שמחדש", "סבתא", "ציראולי", "0507654321", "507654321", "אשפוז", "הסדר");
  }

  private void tellsProgress() {
    String plans = family.path() + "/plans";
    String plan = plans + "/" + worker.read(plans).at("/items/0/id").asString();
    JsonNode shown = worker.read(plan);
    worker
        .post(
            plan + "/goals/" + shown.at("/goals/0/id").asString() + "/progress",
            "{\"progress\": \"REACHED\"}",
            "\"" + shown.get("version").asLong() + "\"")
        .expectStatus()
        .is2xxSuccessful();
  }

  private void change(String member, String change) {
    worker.patch(family.path() + "/members/" + member, change, version()).expectStatus().isOk();
  }

  private String version() {
    return "\"" + worker.read(family.path()).get("version").asLong() + "\"";
  }

  private Map<String, List<JsonNode>> entries() {
    return worker
        .read(family.path() + "/timeline?limit=200")
        .get("items")
        .valueStream()
        .collect(
            Collectors.groupingBy(
                entry -> entry.get("kind").asString(), TreeMap::new, Collectors.toList()));
  }

  /** All that refers to a family, and all that refers to that. */
  private List<String> tablesOfFamilies() {
    return database
        .sql(
            """
            with recursive of_families as (
              select 'family'::regclass::oid as id
              union
              select conrelid from pg_constraint join of_families on confrelid = id
               where contype = 'f' and conparentid = 0)
            select id::regclass::text as name from of_families
            """)
        .map(row -> row.get("name", String.class))
        .all()
        .collectList()
        .block();
  }
}
