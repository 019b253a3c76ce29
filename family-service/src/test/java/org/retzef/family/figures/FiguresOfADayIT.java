package org.retzef.family.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.family.figures.FiguresDesk.flat;

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

/** What a unit had on a day, though families, units and operators are elsewhere since. */
@RetzefIT
class FiguresOfADayIT {

  private static final Map<String, Long> ONE_FAMILY =
      Map.of("families", 1L, "members", 3L, "people", 3L, "active MAPA", 1L);

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private FiguresDesk desk;

  @BeforeEach
  void openDesk() {
    desk = new FiguresDesk(http);
  }

  @Test
  void countsAFamilyWhereItWasOnTheDayThoughItHasMovedSince() {
    String here = desk.newDepartment("D24");
    OpenedProgramme.in(http, here, "MAPA");
    String there = desk.newUnit("IL.JERUSALEM.A3000.D24");
    String family = desk.registered(here);
    desk.enrol(family, here, "MAPA", "2026-01-01");
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

    assertThat(flat(desk.total(here, "2026-05-09"))).containsAllEntriesOf(ONE_FAMILY);
    assertThat(flat(desk.total(here, "2026-05-10"))).containsEntry("families", 0L);
    assertThat(flat(desk.total(there, "2026-05-09"))).containsEntry("families", 0L);
    assertThat(flat(desk.total(there, "2026-05-10"))).containsAllEntriesOf(ONE_FAMILY);
    assertThat(flat(desk.total("IL", "2026-05-09")))
        .as("and nobody twice")
        .isEqualTo(flat(desk.total("IL", "2026-05-10")));
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
    assertThat(desk.workerOf(there).get("/enrolments").body().at("/items/0/operator").asString())
        .as("who ran the district where it was enrolled")
        .isEqualTo("YACHDAV");

    String survivor = desk.registered(there);
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
    assertThat(flat(desk.total(there, "2026-05-09")))
        .as("the survivor was never where the other one was")
        .containsEntry("families", 1L)
        .containsEntry("active MAPA", 1L);
  }

  @Test
  void showsTheUnitsThatWereOpenOnTheDay() {
    String department = desk.newDepartment("D25");
    String path = department + ".C1";
    desk.newUnit(path);
    desk.national()
        .patch(
            "/units/" + path,
            "\"1\"",
            "{\"openedOn\": \"2026-02-01\", \"closedOn\": \"2026-03-31\"}");
    assertThat(children(department, "2026-01-31")).isEmpty();
    assertThat(children(department, "2026-02-01")).containsExactly(path);
    assertThat(children(department, "2026-03-31")).containsExactly(path);
    assertThat(children(department, "2026-04-01")).isEmpty();
  }

  @Test
  void countsTwoThatWereMergedSinceTheFirstOfThemWasRegistered() {
    String department = desk.newDepartment("D26");
    String people = Requests.ofOthers(Map.of(Requests.DEPARTMENT, department));
    String merged = desk.registered(department, people);
    String survivor = desk.registered(department, people);
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
    assertThat(flat(desk.total(department, "2026-02-01")))
        .containsEntry("families", 1L)
        .containsEntry("members", 3L);
    assertThat(flat(desk.total(department, "2025-12-15")))
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
    assertThat(flat(desk.total(department, "2026-02-01")))
        .containsEntry("families", 1L)
        .containsEntry("members", 3L);
    assertThat(flat(desk.total(department, "2025-12-15"))).containsEntry("families", 0L);
  }

  @Test
  void keepsTheOperatorOfEachEnrolmentThoughAnotherRunsTheDistrictSince() {
    String department = desk.newUnit("IL.TEL_AVIV_CENTER.A5000.D27");
    OpenedProgramme.in(http, department, "MAPA");
    OpenedProgramme.in(http, department, "NOSHMIM");
    for (String operator : List.of("FORMER_HANDS 2025-01-01", "LATER_HANDS 2026-02-01")) {
      String[] code = operator.split(" ");
      Api.Answer assigned =
          desk.national()
              .post(
                  "/units/IL.TEL_AVIV_CENTER/operators",
                  "{\"code\": \"%s\", \"nameHe\": \"מפעיל\", \"nameEn\": \"Operator\", \"from\": \"%s\"}"
                      .formatted(code[0], code[1]));
      assertThat(assigned.status()).isEqualTo(201);
    }
    String family = desk.registered(department);
    desk.enrol(family, department, "MAPA", "2026-01-31");
    desk.enrol(family, department, "NOSHMIM_ROUTINE", "2026-02-01");
    assertThat(
            desk.workerOf(department)
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
    return desk.national()
        .get("/units/" + unit + "/figures?asOf=" + day)
        .body()
        .get("children")
        .valueStream()
        .map(child -> child.get("unit").asString())
        .toList();
  }

  private int inTrack(String what, String unit, String day) {
    JsonNode answer =
        desk.national().get("/units/%s/%s?track=MAPA&asOf=%s".formatted(unit, what, day)).body();
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
}
