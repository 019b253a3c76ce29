package org.retzef.training.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.training.Calls;
import org.retzef.training.session.TestSessions;
import org.retzef.training.session.TestSessions.Held;
import org.retzef.training.session.TestSessions.Trainee;
import org.retzef.training.unit.TestUnits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class OutreachFlowIT {

  private static final String DISTRICT = "IL.CLUSTER";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private Calls calls;
  private TestSessions sessions;
  private String course;

  @BeforeEach
  void begin() {
    calls = new Calls(http);
    sessions = new TestSessions(http, database);
    TestUnits.plant(
        database,
        DISTRICT,
        DISTRICT + ".A10",
        DISTRICT + ".A10.D1",
        DISTRICT + ".A10.D2",
        DISTRICT + ".A10.D3",
        DISTRICT + ".A20",
        DISTRICT + ".A20.D1",
        DISTRICT + ".A20.D2");
    course = sessions.course("IL");
  }

  @Test
  void writesAnOfficialLetterFirstAndAgreesInPersonAfterwards() {
    String unit = DISTRICT + ".A10.D1";
    String outreach = letter(unit, true);
    assertThat(calls.get(Calls.TRAINING, outreach).get("reform").asBoolean()).isTrue();
    Answers.refused(
        calls.send(Calls.TRAINING, HttpMethod.POST, "/api/v1/outreach", letterTo(unit, false)),
        409,
        "letter-sent-before");
    JsonNode early =
        calls.put(Calls.TRAINING, outreach + "/coordination", 1, agreed("2020-01-01", 12), 400);
    assertThat(early.get("errors").toString()).contains("coordination-before-letter");
    JsonNode agreed =
        calls.put(Calls.TRAINING, outreach + "/coordination", 1, agreed("2026-02-01", 12), 200);
    assertThat(agreed.get("seats").asInt()).isEqualTo(12);
    calls.put(Calls.TRAINING, outreach + "/coordination", 1, agreed("2026-02-02", 9), 412);
    Answers.refused(
        calls.send(Calls.STRANGER, HttpMethod.GET, outreach, null), 404, "outreach-not-found");
  }

  @Test
  void suggestsNearDepartmentsFirstThenThoseThatAskForMoreOnTheSameDay() {
    String host = DISTRICT + ".A10.D1";
    agreedWith(DISTRICT + ".A20.D1", 30);
    agreedWith(DISTRICT + ".A20.D2", 10);
    agreedWith(DISTRICT + ".A10.D2", 5);
    letter(DISTRICT + ".A10.D3", false); // nothing agreed yet
    UUID session = sessions.planned(course, host, "ON_SITE");
    String uri = "/api/v1/sessions/" + session;
    JsonNode suggested = calls.get(Calls.TRAINING, uri + "/suggestions").get("items");
    List<String> order = new ArrayList<>();
    suggested.forEach(one -> order.add(one.get("unit").asString()));
    assertThat(order)
        .containsExactly(DISTRICT + ".A10.D2", DISTRICT + ".A20.D1", DISTRICT + ".A20.D2");
    Instant agreed = Instant.parse(calls.get(Calls.TRAINING, uri).get("startsAt").asString());
    Instant next = Instant.parse(suggested.get(0).get("startsAt").asString());
    assertThat(Math.abs(next.getEpochSecond() - agreed.getEpochSecond())).isEqualTo(3 * 3600);
    sessions.planned(course, DISTRICT + ".A10.D2", "ON_SITE");
    assertThat(calls.get(Calls.TRAINING, uri + "/suggestions").get("items").toString())
        .doesNotContain(DISTRICT + ".A10.D2");
    Answers.refused(
        calls.send(Calls.STRANGER, HttpMethod.GET, uri + "/suggestions", null),
        404,
        "session-not-found");
  }

  @Test
  void namesDepartmentsInWhichNoTeamLeaderWasTrained() {
    String department = DISTRICT + ".A20.D2";
    var worker = new Trainee("untaught-1", department, "family-social-worker");
    var instructor = new Trainee("untaught-2", department, "team-lead");
    Held session = sessions.begun(1, department, List.of(worker, instructor));
    Held held = sessions.attended(session, List.of(session.seat(0)));
    assertThat(untaught(Calls.TRAINING)).contains(department + " 1");
    assertThat(untaught(Calls.STRANGER)).noneMatch(one -> one.startsWith(DISTRICT));
    sessions.attended(held, session.seats());
    assertThat(untaught(Calls.TRAINING)).noneMatch(one -> one.startsWith(department));
  }

  @Test
  void putsTheTrainingIntoTheWorkPlanOfADepartmentUnderTheReform() {
    String unit = DISTRICT + ".A20.D1";
    String outreach = letter(unit, true);
    letter(DISTRICT + ".A20.D2", false);
    assertThat(workPlan(unit)).contains("WRITTEN_TO").doesNotContain("A20.D2");
    calls.put(Calls.TRAINING, outreach + "/coordination", 1, agreed("2026-02-01", 10), 200);
    assertThat(workPlan(unit)).contains("AGREED");
    sessions.planned(course, unit, "ON_SITE");
    assertThat(workPlan(unit)).contains("SESSION_PLANNED");
  }

  private String workPlan(String unit) {
    String head = org.retzef.platform.testing.TestTokens.token("h-1", unit, "department-head");
    return calls
        .get(head, "/api/v1/work-plans")
        .get("items")
        .valueStream()
        .filter(item -> item.get("courseId").asString().equals(course))
        .toList()
        .toString();
  }

  private List<String> untaught(String token) {
    List<String> found = new ArrayList<>();
    calls
        .get(token, "/api/v1/departments-without-instructor?limit=200")
        .get("items")
        .forEach(one -> found.add(one.get("unit").asString() + " " + one.get("trained").asInt()));
    return found;
  }

  private void agreedWith(String unit, int seats) {
    String outreach = letter(unit, false);
    calls.put(Calls.TRAINING, outreach + "/coordination", 1, agreed("2026-02-01", seats), 200);
  }

  private String letter(String unit, boolean reform) {
    return "/api/v1/outreach/"
        + calls
            .post(Calls.TRAINING, "/api/v1/outreach", letterTo(unit, reform), 201)
            .get("id")
            .asString();
  }

  private String letterTo(String unit, boolean reform) {
    return """
    {"unit": "%s", "courseId": "%s", "letterOn": "2026-01-15", "backedBy": "לשכת המנכ\\"ל", "reform": %b}
    """
        .formatted(unit, course, reform);
  }

  private static String agreed(String day, int seats) {
    return """
    {"coordinatedOn": "%s", "seats": %d, "focus": "זכויות של משפחות", "skillLevel": "SOME",
     "computers": 10, "internet": true, "place": "COMMUNITY_CENTRE"}
    """
        .formatted(day, seats);
  }
}
