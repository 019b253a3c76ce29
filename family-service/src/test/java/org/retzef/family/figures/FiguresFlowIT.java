package org.retzef.family.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.family.figures.FiguresDesk.flat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Api;
import org.retzef.family.setup.OpenedProgramme;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class FiguresFlowIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private FiguresDesk desk;

  @BeforeEach
  void openDesk() {
    desk = new FiguresDesk(http);
  }

  /**
   * Every unit of the tree that has children, from the country down to the centres: each tells of
   * itself what its parent told of it, and all their own together are the country's.
   */
  @Test
  void addsUpAtEveryLevelToTheSumOfTheChildrenAndTheOwn() {
    desk.enrol(desk.registered("IL.SOUTH.A2560.D1"), "IL.SOUTH.A2560.D1", "MAPA", "2026-01-01");
    desk.enrol(
        desk.registered("IL.JERUSALEM.A3000.D1"), "IL.JERUSALEM.A3000.D1", "MIFGASH", "2026-01-01");
    List<String> open = new ArrayList<>(List.of("IL"));
    Map<String, JsonNode> told = new HashMap<>();
    Map<String, Long> owns = new HashMap<>();
    JsonNode country = desk.total("IL", "2026-10-01");
    int walked = 0;
    while (!open.isEmpty()) {
      String unit = open.removeLast();
      JsonNode figures = desk.national().get("/units/" + unit + "/figures?asOf=2026-10-01").body();
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
    String department = desk.newDepartment("D21");
    OpenedProgramme.in(http, department, "MAPA");
    String family = desk.registered(department);
    String enrolment = desk.enrol(family, department, "MAPA", "2026-01-01");
    Api worker = desk.workerOf(department);
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
    String department = desk.newDepartment("D22");
    long before = desk.figure("IL.SOUTH.A2560", "localities");
    desk.newUnit(department + ".C1");
    desk.newUnit(department + ".C2");
    assertThat(desk.figure(department, "centres")).isEqualTo(2);
    assertThat(desk.figure("IL.SOUTH.A2560", "localities"))
        .isEqualTo(1)
        .isGreaterThanOrEqualTo(before);
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
      desk.enrol(desk.registered(department), department, "NOSHMIM_SOLDIERS", "2025-03-01");
      if (i < 5) {
        desk.enrol(desk.registered(department), department, "NOSHMIM_SINGLE_PARENT", "2025-03-01");
      }
    }
    assertThat(counts("NOSHMIM_SOLDIERS")).hasSize(10);
    assertThat(counts("NOSHMIM_SINGLE_PARENT")).hasSize(5);
    String pages = "/units/IL.HAIFA_NORTH/track-counts?asOf=2025-03-01&limit=1";
    JsonNode first = desk.national().get(pages).body();
    JsonNode second = desk.national().get(pages + "&cursor=" + first.get("next").asString()).body();
    assertThat(second.at("/items/0")).isNotEqualTo(first.at("/items/0"));
    assertThat(desk.national().get("/units/IL.HAIFA_NORTH/track-counts?asOf=2025-02-28").body())
        .hasToString("{\"items\":[],\"next\":null}");
  }

  @Test
  void listsAUnitsEnrolmentsWithTheStatusOfTheDayAndTheOperatorOfTheirFirstDay() {
    String department = desk.newDepartment("D23");
    OpenedProgramme.in(http, department, "MAPA");
    OpenedProgramme.in(http, department, "NOSHMIM");
    String family = desk.registered(department);
    desk.enrol(family, department, "MAPA", "2026-03-01");
    desk.enrol(family, department, "NOSHMIM_ROUTINE", "2020-01-01");
    Api worker = desk.workerOf(department);
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
        desk.national()
            .get("/units/IL.HAIFA_NORTH/track-counts?asOf=2025-03-01&track=" + track)
            .body()
            .get("items")
            .values());
  }
}
