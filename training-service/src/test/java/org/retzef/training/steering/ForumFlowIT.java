package org.retzef.training.steering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.retzef.training.Calls;
import org.retzef.training.unit.TestUnits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Element G4: routines of management at three levels, decisions, and who approves them. */
@RetzefIT
class ForumFlowIT {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  private static final List<String> BODIES =
      List.of("SERVICE_FOR_FAMILY_AND_CHILD", "JDC_ASHALIM", "RASHI", "LOCAL_GOVERNMENT");
  private static final String SERIES = "/api/v1/meeting-series";
  private static final String MEETINGS = "/api/v1/steering-meetings";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private final String district =
      "IL.F" + UUID.randomUUID().toString().substring(0, 8).toUpperCase();
  private final String department = district + ".A1.D1";
  private final String national = TestTokens.token("n-1", "IL", "national-manager");
  private final String supervisor = TestTokens.token("s-1", district, "supervisor");
  private final String head = TestTokens.token("h-1", department, "department-head");
  private Calls calls;

  @BeforeEach
  void begin() {
    calls = new Calls(http);
    TestUnits.plant(database, "IL");
    TestUnits.plant(database, district);
    TestUnits.plant(database, department);
  }

  @Test
  void keepsTheRoutineOfEachLevelAndTellsWhatIsDue() {
    String country = begun(national, "IL", 8, TODAY.minusWeeks(20));
    String ofDistrict = begun(supervisor, district, 4, TODAY.minusWeeks(3));
    String ofDepartment = begun(head, department, 2, TODAY.plusDays(3));
    assertThat(ids(national, "?level=COUNTRY")).contains(country).doesNotContain(ofDistrict);
    assertThat(ids(national, "?level=DISTRICT")).contains(ofDistrict).doesNotContain(ofDepartment);
    assertThat(ids(supervisor, "?level=AUTHORITY")).containsExactly(ofDepartment);
    assertThat(ids(supervisor, "")).containsExactly(ofDistrict, ofDepartment);
    assertThat(ids(head, "")).containsExactly(ofDepartment);

    assertThat(series(national, country).get("overdue").asBoolean()).isTrue();
    meeting(national, "IL", country, TODAY.minusWeeks(1), "");
    JsonNode kept = series(national, country);
    assertThat(kept.get("meetings").asInt()).isEqualTo(1);
    assertThat(kept.get("dueOn").asString()).isEqualTo(TODAY.plusWeeks(7).toString());
    assertThat(kept.get("overdue").asBoolean()).isFalse();
    assertThat(series(supervisor, ofDistrict).get("overdue").asBoolean()).isTrue();
    assertThat(series(head, ofDepartment).get("dueOn").asString())
        .isEqualTo(TODAY.plusDays(3).toString());

    end(supervisor, ofDistrict, 1, TODAY.minusWeeks(4).toString(), 400);
    JsonNode ended = end(supervisor, ofDistrict, 1, TODAY.minusWeeks(3).toString(), 200);
    assertThat(ended.get("dueOn").asString()).isEqualTo(TODAY.minusWeeks(3).toString());
    end(supervisor, ofDistrict, 1, TODAY.toString(), 412);
    meeting(supervisor, district, ofDistrict, TODAY.minusWeeks(3), "");
    assertThat(series(supervisor, ofDistrict).get("dueOn").isNull()).isTrue();
  }

  @Test
  void letsNobodyHoldAForumOfAnotherUnit() {
    String country = begun(national, "IL", 8, TODAY);
    String ofDistrict = begun(supervisor, district, 4, TODAY);
    Answers.refused(
        calls.send(supervisor, HttpMethod.POST, SERIES, seriesBody("IL", 4, TODAY)),
        404,
        "unit-not-found");
    Answers.refused(
        calls.send(supervisor, HttpMethod.GET, SERIES + "/" + country, null),
        404,
        "series-not-found");
    Answers.refused(
        calls.send(Calls.STRANGER, HttpMethod.GET, SERIES + "/" + ofDistrict, null),
        404,
        "series-not-found");
    calls.faulty(
        head, MEETINGS, minutes(department, ofDistrict, TODAY, ""), "seriesId", "series-not-found");
    calls.faulty(
        national, MEETINGS, minutes("IL", ofDistrict, TODAY, ""), "unit", "unit-not-of-series");
    String worker = TestTokens.token("w-1", department, "family-social-worker");
    Answers.refused(calls.send(worker, HttpMethod.GET, SERIES, null), 403, "role-not-allowed");
  }

  /** As in October 2020: presented to the heads of districts, approved by four bodies' heads. */
  @Test
  void countsADecisionAsApprovedOnceTheHeadsOfAllFourBodiesHaveApproved() {
    String decisions =
        ", {\"textHe\": \"מודל המערך\", \"approvalBy\": [\"%s\"]}"
            .formatted(String.join("\",\"", BODIES));
    String forum = begun(national, "IL", 13, LocalDate.parse("2020-10-01"));
    JsonNode meeting = meeting(national, "IL", forum, LocalDate.parse("2020-10-15"), decisions);
    String uri = MEETINGS + "/" + meeting.get("id").asString();
    assertThat(meeting.at("/decisions/0/approved").asBoolean()).as("asks nobody").isTrue();
    List<String> approvals = new ArrayList<>();
    meeting
        .at("/decisions/1/approvals")
        .forEach(one -> approvals.add("/api/v1/steering-approvals/" + one.get("id").asString()));
    assertThat(approvals).hasSize(4);

    String day = "{\"approvedOn\": \"2020-12-%02d\"}";
    for (int i = 0; i < 3; i++) {
      calls.put(national, approvals.get(i), 1, day.formatted(i + 1), 200);
    }
    assertThat(calls.get(national, uri).at("/decisions/1/approved").asBoolean())
        .as("three of four")
        .isFalse();
    calls.put(national, approvals.get(2), 1, day.formatted(9), 412);
    calls.put(national, approvals.get(3), 1, "{\"approvedOn\": \"2020-10-14\"}", 400);
    calls.put(national, approvals.get(3), 1, "{\"approvedOn\": \"2999-01-01\"}", 400);
    Answers.refused(
        calls.change(supervisor, HttpMethod.PUT, approvals.get(3), 1, day.formatted(4)),
        403,
        "role-not-allowed");
    calls.put(national, approvals.get(3), 1, day.formatted(4), 200);
    JsonNode approved = calls.get(national, uri).at("/decisions/1");
    assertThat(approved.get("approved").asBoolean()).isTrue();
    assertThat(approved.at("/approvals/3/approvedOn").asString()).isEqualTo("2020-12-04");
    Answers.refused(
        calls.change(
            national,
            HttpMethod.PUT,
            "/api/v1/steering-approvals/" + UUID.randomUUID(),
            1,
            day.formatted(4)),
        404,
        "approval-not-found");
  }

  /** A district may read what the country decided, and does not tick it off. */
  @Test
  void letsOnlyTheOwnForumTickItsTasksOff() {
    JsonNode meeting =
        meeting(
            national,
            "IL",
            null,
            TODAY,
            ", {\"textHe\": \"משימות\", \"tasks\": [{\"textHe\": \"מסמך\", \"owner\": \"מטה\", \"dueOn\": \"2090-01-01\"}]}");
    String task =
        "/api/v1/steering-tasks/"
            + meeting.at("/decisions/1/tasks/0/id").asString()
            + "/completion";
    String done = "{\"doneOn\": \"2026-01-01\"}";
    Answers.refused(calls.change(supervisor, HttpMethod.PUT, task, 1, done), 404, "task-not-found");
    calls.put(national, task, 1, done, 200);
  }

  private String begun(String who, String unit, int weeks, LocalDate firstOn) {
    return calls.post(who, SERIES, seriesBody(unit, weeks, firstOn), 201).get("id").asString();
  }

  private static String seriesBody(String unit, int weeks, LocalDate firstOn) {
    return """
        {"unit": "%s", "nameHe": "פורום", "everyWeeks": %d, "firstOn": "%s",
         "bodies": ["MINISTRY", "OPERATOR"]}
        """
        .formatted(unit, weeks, firstOn);
  }

  private JsonNode series(String who, String id) {
    return calls.get(who, SERIES + "/" + id);
  }

  private JsonNode end(String who, String id, int seen, String lastOn, int status) {
    return calls.put(
        who, SERIES + "/" + id + "/end", seen, "{\"lastOn\": \"" + lastOn + "\"}", status);
  }

  private List<String> ids(String who, String query) {
    List<String> ids = new ArrayList<>();
    calls.get(who, SERIES + query).get("items").forEach(one -> ids.add(one.get("id").asString()));
    return ids;
  }

  private JsonNode meeting(
      String who, String unit, String seriesId, LocalDate heldOn, String moreDecisions) {
    return calls.post(who, MEETINGS, minutes(unit, seriesId, heldOn, moreDecisions), 201);
  }

  private static String minutes(
      String unit, String seriesId, LocalDate heldOn, String moreDecisions) {
    return """
        {"unit": "%s", %s "committeeHe": "פורום", "logos": ["משרד הרווחה", "ג׳וינט"], "heldOn": "%s",
         "attendance": [{"body": "HEADS_OF_DISTRICTS", "seats": 4, "present": 4}],
         "decisions": [{"textHe": "הצגת המודל"}%s]}
        """
        .formatted(
            unit,
            seriesId == null ? "" : "\"seriesId\": \"" + seriesId + "\",",
            heldOn,
            moreDecisions);
  }
}
