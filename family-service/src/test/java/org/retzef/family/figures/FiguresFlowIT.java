package org.retzef.family.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Api;
import org.retzef.family.registration.Requests;
import org.retzef.family.setup.OpenedProgramme;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class FiguresFlowIT {

  private static final Map<String, Long> ONE_FAMILY =
      Map.of("families", 1L, "members", 3L, "people", 3L, "active MAPA", 1L);

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Api national;

  @BeforeEach
  void callers() {
    national = new Api(http, TestTokens.token("n-1", "IL", "national-manager"));
  }

  /**
   * Every unit of the tree that has children, from the country down to the centres: each tells of
   * itself what its parent told of it, and all their own together are the country's.
   */
  @Test
  void addsUpAtEveryLevelToTheSumOfTheChildrenAndTheOwn() {
    enrol(registered("IL.SOUTH.A2560.D1"), "IL.SOUTH.A2560.D1", "MAPA", "2026-01-01");
    enrol(registered("IL.JERUSALEM.A3000.D1"), "IL.JERUSALEM.A3000.D1", "MIFGASH", "2026-01-01");
    List<String> open = new ArrayList<>(List.of("IL"));
    Map<String, JsonNode> told = new HashMap<>();
    Map<String, Long> owns = new HashMap<>();
    JsonNode country = total("IL", "2026-10-01");
    int walked = 0;
    while (!open.isEmpty()) {
      String unit = open.removeLast();
      JsonNode figures = national.get("/units/" + unit + "/figures?asOf=2026-10-01").body();
      assertThat(figures.get("total"))
          .as(unit + " as its parent tells it")
          .isEqualTo(told.getOrDefault(unit, country));
      add(figures.get("own"), owns);
      for (JsonNode child : figures.get("children").values()) {
        told.put(child.get("unit").asString(), child.get("total"));
        if (hasChildren(child.get("unit").asString())) {
          open.add(child.get("unit").asString());
        } else {
          add(child.get("total"), owns);
        }
      }
      walked++;
    }
    assertThat(walked).isGreaterThan(4 + 255);
    assertThat(owns).isEqualTo(flat(country));
    assertThat(owns.get("active MAPA"))
        .isEqualTo(
            database
                .sql(
                    """
                    select count(*) from enrolment
                     where track = 'MAPA' and start_date <= '2026-10-01'
                       and (end_date is null or end_date >= '2026-10-01')
                    """)
                .mapValue(Long.class)
                .one()
                .block());
  }

  private static void add(JsonNode figures, Map<String, Long> sums) {
    flat(figures).forEach((name, n) -> sums.merge(name, n, Long::sum));
  }

  @Test
  void countsFamiliesMembersTracksAndGraduatesAsOfTheDay() {
    String department = newDepartment("D21");
    OpenedProgramme.in(http, department, "MAPA");
    String family = registered(department);
    String enrolment = enrol(family, department, "MAPA", "2026-01-01");
    Api worker = workerOf(department);
    String path = "/units/" + department + "/figures";
    String today = LocalDate.now(ZoneId.of("Asia/Jerusalem")).toString();
    assertThat(flat(worker.get(path + "?asOf=" + today).body().get("total")))
        .containsEntry("families", 1L)
        .containsEntry("members", 3L)
        .containsEntry("people", 3L)
        .containsEntry("active MAPA", 1L)
        .containsEntry("graduates", 0L);
    worker.patch(
        "/families/" + family + "/enrolments/" + enrolment,
        "\"1\"",
        "{\"status\": \"GRADUATED\", \"endDate\": \"2026-06-30\", \"reason\": \"GOALS_REACHED\"}");
    assertThat(flat(worker.get(path + "?asOf=2026-06-30").body().get("total")))
        .containsEntry("active MAPA", 1L)
        .containsEntry("graduates", 0L);
    assertThat(flat(worker.get(path + "?asOf=2026-07-01").body().get("total")))
        .doesNotContainKey("active MAPA")
        .containsEntry("graduates", 1L);
    assertThat(worker.get("/units/IL.SOUTH/figures").status()).isEqualTo(404);
    assertThat(worker.get(path + "?asOf=2999-01-01").status()).isEqualTo(400);
    String auditor = TestTokens.token("a-1", "IL", "auditor");
    assertThat(new Api(http, auditor).get(path).status()).isEqualTo(403);
  }

  @Test
  void countsACentreInItsUnitAndItsLocalityOnceHoweverManyCentres() {
    String department = newDepartment("D22");
    long before = figure("IL.SOUTH.A2560", "localities");
    newUnit(department + ".C1");
    newUnit(department + ".C2");
    assertThat(figure(department, "centres")).isEqualTo(2);
    assertThat(figure("IL.SOUTH.A2560", "localities")).isEqualTo(1).isGreaterThanOrEqualTo(before);
  }

  @Test
  void countsAFamilyWhereItWasOnTheDayThoughItHasMovedSince() {
    String here = newDepartment("D24");
    OpenedProgramme.in(http, here, "MAPA");
    String there = newUnit("IL.JERUSALEM.A3000.D24");
    String family = registered(here);
    enrol(family, here, "MAPA", "2026-01-01");
    sql("update family set registered_at = '2026-01-01 10:00+02' where id = '%s'", family);
    sql(
        """
        update member set joined_on = '2026-01-01', relation_since = '2026-01-01'
         where family_id = '%s'
        """,
        family);
    move(family, here, there);
    sql(
        "update family_transfer set answered_at = '2026-05-10 12:00+03' where family_id = '%s'",
        family);

    assertThat(flat(total(here, "2026-05-09"))).containsAllEntriesOf(ONE_FAMILY);
    assertThat(flat(total(here, "2026-05-10"))).containsEntry("families", 0L);
    assertThat(flat(total(there, "2026-05-09"))).containsEntry("families", 0L);
    assertThat(flat(total(there, "2026-05-10"))).containsAllEntriesOf(ONE_FAMILY);
    assertThat(flat(total("IL", "2026-05-09")))
        .as("and nobody twice")
        .isEqualTo(flat(total("IL", "2026-05-10")));
    assertThat(inTrack("track-counts", here, "2026-05-09")).isEqualTo(1);
    assertThat(inTrack("track-counts", there, "2026-05-09")).isZero();
    assertThat(inTrack("plan-shares", here, "2026-05-09")).isEqualTo(1);
    assertThat(inTrack("plan-shares", there, "2026-05-10")).isEqualTo(1);
    Api leadOfAll = new Api(http, TestTokens.token("l-1", "IL", "team-lead"));
    String list = "/enrolments?track=MAPA&status=ACTIVE&asOf=2026-05-%s&unit=%s";
    assertThat(listed(leadOfAll, list.formatted("09", here))).containsExactly(family);
    assertThat(listed(leadOfAll, list.formatted("09", there))).isEmpty();
    assertThat(listed(leadOfAll, list.formatted("10", here))).isEmpty();
    assertThat(listed(leadOfAll, list.formatted("10", there))).containsExactly(family);
    Api headHere = new Api(http, TestTokens.token("l-1", here, "team-lead"));
    assertThat(listed(headHere, list.formatted("09", here)))
        .as("who sees the family no more")
        .isEmpty();
    assertThat(workerOf(there).get("/enrolments").body().at("/items/0/operator").asString())
        .as("who ran the district where it was enrolled")
        .isEqualTo("YACHDAV");

    String survivor = registered(there);
    sql("update family set registered_at = '2026-01-01 10:00+02' where id = '%s'", survivor);
    new Api(http, TestTokens.token("l-1", there, "team-lead"))
        .post(
            "/families/merges",
            "\"1\"",
            """
            {"survivorId": "%s", "mergedId": "%s", "mergedVersion": 2,
             "reasonCode": "REGISTERED_TWICE"}
            """
                .formatted(survivor, family));
    assertThat(flat(total(there, "2026-05-09")))
        .as("the survivor was never where the other one was")
        .containsEntry("families", 1L)
        .containsEntry("active MAPA", 1L);
  }

  @Test
  void showsTheUnitsThatWereOpenOnTheDay() {
    String department = newDepartment("D25");
    String path = department + ".C1";
    newUnit(path);
    national.patch(
        "/units/" + path, "\"1\"", "{\"openedOn\": \"2026-02-01\", \"closedOn\": \"2026-03-31\"}");
    assertThat(children(department, "2026-01-31")).isEmpty();
    assertThat(children(department, "2026-02-01")).containsExactly(path);
    assertThat(children(department, "2026-03-31")).containsExactly(path);
    assertThat(children(department, "2026-04-01")).isEmpty();
  }

  @Test
  void countsTwoThatWereMergedSinceTheFirstOfThemWasRegistered() {
    String department = newDepartment("D26");
    String people = Requests.ofOthers(Map.of(Requests.DEPARTMENT, department));
    String merged = registered(department, people);
    String survivor = registered(department, people);
    sql("update family set registered_at = '2026-01-01 10:00+02' where id = '%s'", merged);
    sql(
        """
        update member set joined_on = '2026-01-01', relation_since = '2026-01-01'
         where family_id = '%s'
        """,
        merged);
    sql("update family set registered_at = '2026-03-01 10:00+02' where id = '%s'", survivor);
    sql(
        """
        update member set joined_on = '2025-12-01', relation_since = '2025-12-01'
         where family_id = '%s'
        """,
        survivor);
    assertThat(flat(total(department, "2026-02-01")))
        .containsEntry("families", 1L)
        .containsEntry("members", 3L);
    assertThat(flat(total(department, "2025-12-15")))
        .as("members of families that are not registered yet")
        .containsEntry("families", 0L)
        .containsEntry("members", 0L);
    Api.Answer done =
        new Api(http, TestTokens.token("l-1", department, "team-lead"))
            .post(
                "/families/merges",
                "\"1\"",
                """
                {"survivorId": "%s", "mergedId": "%s", "mergedVersion": 1,
                 "reasonCode": "REGISTERED_TWICE"}
                """
                    .formatted(survivor, merged));
    assertThat(done.status()).isEqualTo(201);
    assertThat(flat(total(department, "2026-02-01")))
        .containsEntry("families", 1L)
        .containsEntry("members", 3L);
    assertThat(flat(total(department, "2025-12-15"))).containsEntry("families", 0L);
  }

  @Test
  void keepsTheOperatorOfEachEnrolmentThoughAnotherRunsTheDistrictSince() {
    String department = newUnit("IL.TEL_AVIV_CENTER.A5000.D27");
    OpenedProgramme.in(http, department, "MAPA");
    OpenedProgramme.in(http, department, "NOSHMIM");
    for (String operator : List.of("FORMER_HANDS 2025-01-01", "LATER_HANDS 2026-02-01")) {
      String[] code = operator.split(" ");
      Api.Answer assigned =
          national.post(
              "/units/IL.TEL_AVIV_CENTER/operators",
              "{\"code\": \"%s\", \"nameHe\": \"מפעיל\", \"nameEn\": \"Operator\", \"from\": \"%s\"}"
                  .formatted(code[0], code[1]));
      assertThat(assigned.status()).isEqualTo(201);
    }
    String family = registered(department);
    enrol(family, department, "MAPA", "2026-01-31");
    enrol(family, department, "NOSHMIM_ROUTINE", "2026-02-01");
    assertThat(
            workerOf(department)
                .get("/enrolments")
                .body()
                .get("items")
                .findValuesAsString("operator"))
        .containsExactly("FORMER_HANDS", "LATER_HANDS");
  }

  private static List<String> listed(Api api, String path) {
    return api.get(path)
        .body()
        .get("items")
        .valueStream()
        .map(row -> row.get("familyId").asString())
        .toList();
  }

  private List<String> children(String unit, String day) {
    return national
        .get("/units/" + unit + "/figures?asOf=" + day)
        .body()
        .get("children")
        .valueStream()
        .map(child -> child.get("unit").asString())
        .toList();
  }

  private JsonNode total(String unit, String day) {
    return national.get("/units/" + unit + "/figures?asOf=" + day).body().get("total");
  }

  private int inTrack(String what, String unit, String day) {
    JsonNode answer =
        national.get("/units/%s/%s?track=MAPA&asOf=%s".formatted(unit, what, day)).body();
    return answer
        .at("/items/0/" + (what.equals("plan-shares") ? "numerator" : "families"))
        .asInt(0);
  }

  private void move(String family, String from, String to) {
    String transfer =
        new Api(http, TestTokens.token("h-1", from, "department-head"))
            .post("/families/" + family + "/transfers", "{\"unit\": \"%s\"}".formatted(to))
            .text("id");
    Api.Answer answered =
        new Api(http, TestTokens.token("h-2", to, "department-head"))
            .post("/transfers/" + transfer + "/answer", "\"1\"", "{\"decision\": \"ACCEPT\"}");
    assertThat(answered.status()).isEqualTo(200);
  }

  private void sql(String statement, String family) {
    database.sql(statement.formatted(family)).then().block();
  }

  /** Ten authorities with soldiers, five localities with single-parent families [S1]. */
  @Test
  void countsTheSpecialTracksByAuthority() {
    List<String> authorities =
        database
            .sql(
                """
                select path::text as path from unit
                 where kind = 'AUTHORITY' and has_noshmim and path <@ 'IL.HAIFA_NORTH'
                 order by path limit 10
                """)
            .map(row -> row.get("path", String.class))
            .all()
            .collectList()
            .block();
    for (int i = 0; i < 10; i++) {
      String department = authorities.get(i) + ".D1";
      enrol(registered(department), department, "NOSHMIM_SOLDIERS", "2025-03-01");
      if (i < 5) {
        enrol(registered(department), department, "NOSHMIM_SINGLE_PARENT", "2025-03-01");
      }
    }
    assertThat(counts("NOSHMIM_SOLDIERS")).hasSize(10);
    assertThat(counts("NOSHMIM_SINGLE_PARENT")).hasSize(5);
    assertThat(national.get("/units/IL.HAIFA_NORTH/track-counts?asOf=2025-02-28").body())
        .hasToString("{\"items\":[],\"next\":null}");
  }

  @Test
  void listsAUnitsEnrolmentsWithTheStatusOfTheDayAndTheOperatorOfTheirFirstDay() {
    String department = newDepartment("D23");
    OpenedProgramme.in(http, department, "MAPA");
    OpenedProgramme.in(http, department, "NOSHMIM");
    String family = registered(department);
    enrol(family, department, "MAPA", "2026-03-01");
    enrol(family, department, "NOSHMIM_ROUTINE", "2020-01-01");
    Api worker = workerOf(department);
    JsonNode before = worker.get("/enrolments?asOf=2026-02-28&track=MAPA").body().get("items");
    assertThat(before.get(0).get("status").asString()).isEqualTo("PLANNED");
    assertThat(before.get(0).get("operator").asString()).isEqualTo("YACHDAV");
    JsonNode after = worker.get("/enrolments?asOf=2026-03-01&status=ACTIVE").body().get("items");
    assertThat(after.size()).isEqualTo(2);
    assertThat(after.get(1).get("operator").isNull()).isTrue();
    JsonNode first = worker.get("/enrolments?limit=1").body();
    assertThat(first.get("items").size()).isEqualTo(1);
    assertThat(
            worker
                .get("/enrolments?limit=1&cursor=" + first.get("next").asString())
                .body()
                .get("next")
                .isNull())
        .isTrue();
    assertThat(worker.get("/enrolments?unit=IL.JERUSALEM").body().get("items").size()).isZero();
    assertThat(worker.get("/enrolments?unit=IL").body().get("items").size()).isEqualTo(2);
    assertThat(worker.get("/enrolments?status=GONE").status()).isEqualTo(400);
  }

  private static Map<String, Long> flat(JsonNode figures) {
    Map<String, Long> flat = new HashMap<>();
    figures
        .properties()
        .forEach(
            entry -> {
              if (!entry.getKey().equals("active")) {
                flat.put(entry.getKey(), entry.getValue().asLong());
              }
            });
    figures
        .get("active")
        .values()
        .forEach(
            row -> flat.put("active " + row.get("track").asString(), row.get("families").asLong()));
    return flat;
  }

  private boolean hasChildren(String unit) {
    return database
        .sql(
            "select exists (select from unit where path <@ '%s' and path <> '%s') as has"
                .formatted(unit, unit))
        .map(row -> row.get("has", Boolean.class))
        .one()
        .block();
  }

  private List<JsonNode> counts(String track) {
    return List.copyOf(
        national
            .get("/units/IL.HAIFA_NORTH/track-counts?asOf=2025-03-01&track=" + track)
            .body()
            .get("items")
            .values());
  }

  private long figure(String unit, String name) {
    return national.get("/units/" + unit + "/figures").body().get("total").get(name).asLong();
  }

  private String newDepartment(String label) {
    return newUnit("IL.SOUTH.A2560." + label);
  }

  private String newUnit(String path) {
    assertThat(
            national
                .post("/units", "{\"path\": \"%s\", \"nameHe\": \"יחידה\"}".formatted(path))
                .status())
        .isEqualTo(201);
    return path;
  }

  private Api workerOf(String department) {
    return new Api(http, TestTokens.token("w-1", department, "family-social-worker"));
  }

  private String registered(String department) {
    return registered(department, Requests.ofOthers(Map.of(Requests.DEPARTMENT, department)));
  }

  private String registered(String department, String family) {
    return workerOf(department).post("/families", family).text("id");
  }

  private String enrol(String family, String department, String track, String startDate) {
    Api.Answer enrolled =
        workerOf(department)
            .post(
                "/families/" + family + "/enrolments",
                "{\"track\": \"%s\", \"startDate\": \"%s\"}".formatted(track, startDate));
    assertThat(enrolled.status()).isEqualTo(201);
    return enrolled.text("id");
  }
}
