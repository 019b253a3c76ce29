package org.retzef.family.infrastructureresponse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Api;
import org.retzef.family.FilledFamily;
import org.retzef.family.registration.Requests;
import org.retzef.family.setup.OpenedProgramme;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

@RetzefIT
class ConversionFlowIT {

  private static final String CONVERSIONS = "/programmes/MAPA/conversions";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Api national;

  @BeforeEach
  void callers() {
    national = new Api(http, TestTokens.token("n-1", "IL", "national-manager"));
  }

  @Test
  void turnsAProgrammeIntoInterventionsAndBackWithEverythingAsItWas() {
    String department = "IL.SOUTH.A2200.D61";
    FilledFamily.openDepartment(http, department);
    String family = FilledFamily.in(http, department, "המירוני", 61_000_001, "MAPA").id();
    OpenedProgramme.in(http, department, "NOSHMIM");
    enrolled(department, "NOSHMIM_ROUTINE", "2026-01-01");
    String before = everythingOf(department);
    Api.Answer proposed = propose(department);
    assertThat(proposed.text("state")).isEqualTo("PROPOSED");
    assertThat(proposed.body().get("enrolments").asInt()).isEqualTo(1);
    String path = CONVERSIONS + "/" + proposed.text("id");
    assertThat(interventions(department, "2026-09-01")).isEmpty();

    try (var events = TestEvents.on("retzef.organisation.events")) {
      Api.Answer applied = national.post(path + "/application", "\"1\"", null);
      assertThat(applied.text("state")).isEqualTo("APPLIED");
      assertThat(events.await(1, proposed.text("id")).getFirst().json())
          .contains("\"state\":\"APPLIED\"", "\"enrolments\":1");
    }
    assertThat(interventions(department, "2026-06-30")).isEmpty();
    List<JsonNode> interventions = interventions(department, "2026-09-01");
    assertThat(interventions).hasSize(1);
    assertThat(interventions.getFirst().get("familyId").asString()).isEqualTo(family);
    assertThat(interventions.getFirst().get("method").asString()).isEqualTo("MAPA");
    assertThat(interventions.getFirst().get("from").asString()).isEqualTo("2026-07-01");
    assertThat(everythingOf(department)).isEqualTo(before);

    assertThat(national.post(path + "/reversal", "\"2\"", null).text("state"))
        .isEqualTo("REVERSED");
    assertThat(interventions(department, "2026-09-01")).isEmpty();
    assertThat(everythingOf(department)).isEqualTo(before);
    assertThat(national.get(path).text("state")).isEqualTo("REVERSED");
    assertThat(propose(department).status()).as("may be proposed again").isEqualTo(201);
  }

  @Test
  void showsTheInterventionsOfThoseWhoHaveMovedSinceWhereTheyWereOnTheDay() {
    String here = newDepartment("D66");
    String there = newDepartment("D67");
    String family = enrolled(here, "MAPA", "2026-01-01");
    Api.Answer proposed = propose(here);
    assertThat(
            national
                .post(CONVERSIONS + "/" + proposed.text("id") + "/application", "\"1\"", null)
                .status())
        .isEqualTo(200);
    String transfer =
        new Api(http, TestTokens.token("h-1", here, "department-head"))
            .post("/families/" + family + "/transfers", "{\"unit\": \"%s\"}".formatted(there))
            .text("id");
    assertThat(
            new Api(http, TestTokens.token("h-2", there, "department-head"))
                .post("/transfers/" + transfer + "/answer", "\"1\"", "{\"decision\": \"ACCEPT\"}")
                .status())
        .isEqualTo(200);
    database
        .sql("update family_transfer set answered_at = '2026-08-10 12:00+03' where id = :id::uuid")
        .bind("id", transfer)
        .then()
        .block();
    assertThat(interventions(here, "2026-08-09"))
        .extracting(one -> one.get("familyId").asString())
        .containsExactly(family);
    assertThat(interventions(there, "2026-08-09")).as("not there yet").isEmpty();
    assertThat(interventions(here, "2026-08-10")).isEmpty();
    assertThat(interventions(there, "2026-08-10")).as("no conversion there").isEmpty();
  }

  /** What a basket hears of is its family's events: a conversion sends none, so nothing closes. */
  @Test
  void tellsBasketsNothing() {
    String department = newDepartment("D62");
    OpenedProgramme.in(http, department, "NOSHMIM");
    String family = enrolled(department, "MAPA", "2026-01-01");
    try (var events = TestEvents.on("retzef.family.events")) {
      Api.Answer proposed = propose(department);
      String path = CONVERSIONS + "/" + proposed.text("id");
      national.post(path + "/application", "\"1\"", null);
      national.post(path + "/reversal", "\"2\"", null);
      enrol(department, family, "NOSHMIM_ROUTINE", "2026-02-01");
      assertThat(events.await(1, family))
          .as("only what was told after all of it")
          .extracting(TestEvent::type)
          .containsExactly("org.retzef.family.enrolled.v1");
    }
  }

  @Test
  void cannotBeTakenBackOnceItIsConfirmedNorSkipAStep() {
    String department = newDepartment("D63");
    enrolled(department, "MAPA", "2026-01-01");
    String path = CONVERSIONS + "/" + propose(department).text("id");
    assertThat(national.post(path + "/confirmation", "\"1\"", null).code())
        .isEqualTo("conversion-state-unsuitable");
    national.post(path + "/application", "\"1\"", null);
    assertThat(national.post(path + "/application", "\"1\"", null).status()).isEqualTo(412);
    assertThat(national.post(path + "/confirmation", "\"2\"", null).eTag()).isEqualTo("\"3\"");
    assertThat(national.post(path + "/reversal", "\"3\"", null).code())
        .isEqualTo("conversion-state-unsuitable");
    assertThat(
            national
                .send(org.springframework.http.HttpMethod.POST, path + "/reversal", null, Map.of())
                .status())
        .isEqualTo(428);
    assertThat(interventions(department, "2026-09-01")).hasSize(1);
    String late = enrolled(department, "MAPA", "2026-08-01");
    assertThat(interventions(department, "2026-09-01"))
        .as("who is enrolled later is one, too")
        .extracting(row -> row.get("familyId").asString())
        .contains(late);
  }

  @Test
  void isProposedOnceForAUnitAndWhatIsAboveAndBelowIt() {
    String department = newDepartment("D64");
    List<Integer> statuses =
        Flux.range(0, 4)
            .flatMap(
                i ->
                    Mono.fromCallable(() -> propose(department).status())
                        .subscribeOn(Schedulers.boundedElastic()))
            .collectList()
            .block();
    assertThat(statuses).containsOnlyOnce(201).contains(409);
    assertThat(propose("IL.SOUTH.A2200").code()).isEqualTo("converted-already");
  }

  @Test
  void isTheNationalManagersAndStaysInsideTheCallersUnit() {
    String department = newDepartment("D65");
    String id = propose(department).text("id");
    Api head = new Api(http, TestTokens.token("h-1", department, "department-head"));
    assertThat(head.get(CONVERSIONS + "/" + id).status()).isEqualTo(200);
    assertThat(head.post(CONVERSIONS + "/" + id + "/application", "\"1\"", null).status())
        .isEqualTo(403);
    Api stranger = new Api(http, TestTokens.token("h-2", "IL.SOUTH.A2630.D1", "department-head"));
    assertThat(stranger.get(CONVERSIONS + "/" + id).code()).isEqualTo("conversion-not-found");
    assertThat(stranger.get("/units/" + department + "/interventions").status()).isEqualTo(404);
    assertThat(national.get("/programmes/NOTHING/conversions").code())
        .isEqualTo("programme-not-found");
    assertThat(
            national
                .post(CONVERSIONS, "{\"unit\": \"IL.SOUTH\", \"from\": \"1999-01-01\"}")
                .faults())
        .isEqualTo("[from date-out-of-range]");
  }

  /**
   * Every byte of the families of a department: their rows in each table that has rows of families,
   * and their events.
   */
  private String everythingOf(String department) {
    List<String> tables =
        database
            .sql(
                """
                select table_name::text as name from information_schema.columns
                 where table_schema = 'public' and column_name = 'family_id'
                   and table_name in (select tablename from pg_tables)
                 order by 1
                """)
            .map(row -> row.get("name", String.class))
            .all()
            .collectList()
            .block();
    assertThat(tables).contains("member", "family_key", "enrolment", "timeline_entry", "plan");
    StringBuilder everything =
        new StringBuilder(
            dump("select family::text as line from family where unit = :unit::ltree", department));
    for (String table : tables) {
      everything.append(
          dump(
              """
              select %1$s::text as line from %1$s
               where family_id in (select id from family where unit = :unit::ltree)
              """
                  .formatted(table),
              department));
    }
    return everything
        .append(
            dump(
                """
                select type || payload::text as line
                  from outbox join family on family.id::text = aggregate_id
                 where unit = :unit::ltree
                """,
                department))
        .toString();
  }

  private String dump(String lines, String department) {
    return database
        .sql(
            "select coalesce(string_agg(line, '|' order by line), '') as dump from (%s) as lines"
                .formatted(lines))
        .bind("unit", department)
        .map(row -> row.get("dump", String.class))
        .one()
        .block();
  }

  private Api.Answer propose(String unit) {
    return national.post(
        CONVERSIONS, "{\"unit\": \"%s\", \"from\": \"2026-07-01\"}".formatted(unit));
  }

  private List<JsonNode> interventions(String unit, String day) {
    return List.copyOf(
        national.get("/units/" + unit + "/interventions?asOf=" + day).body().get("items").values());
  }

  private String enrolled(String department, String track, String startDate) {
    Api worker = new Api(http, TestTokens.token("w-1", department, "family-social-worker"));
    String family =
        worker
            .post("/families", Requests.ofOthers(Map.of(Requests.DEPARTMENT, department)))
            .text("id");
    enrol(department, family, track, startDate);
    return family;
  }

  private void enrol(String department, String family, String track, String startDate) {
    Api worker = new Api(http, TestTokens.token("w-1", department, "family-social-worker"));
    assertThat(
            worker
                .post(
                    "/families/" + family + "/enrolments",
                    "{\"track\": \"%s\", \"startDate\": \"%s\"}".formatted(track, startDate))
                .status())
        .isEqualTo(201);
  }

  private String newDepartment(String label) {
    String path = "IL.SOUTH.A2200." + label;
    assertThat(
            national
                .post("/units", "{\"path\": \"%s\", \"nameHe\": \"מחלקה\"}".formatted(path))
                .status())
        .isEqualTo(201);
    OpenedProgramme.in(http, path, "MAPA");
    return path;
  }
}
