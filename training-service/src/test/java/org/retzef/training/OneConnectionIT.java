package org.retzef.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.pool.ConnectionPool;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.AccessRules;
import org.retzef.platform.testing.LastConnection;
import org.retzef.platform.testing.Questions;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.retzef.training.session.TestSessions;
import org.retzef.training.session.TestSessions.Held;
import org.retzef.training.session.TestSessions.Trainee;
import org.retzef.training.unit.TestUnits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Each address, with one connection for all that the service does. */
@RetzefIT
class OneConnectionIT {

  private static final String DISTRICT = "IL.ONE";
  private static final String ONE = DISTRICT + ".A1.D1";
  private static final String OTHER = DISTRICT + ".A1.D2";
  private static final String YEAR = "?from=2020-01-01&until=2020-12-31";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private ConnectionPool pool;
  @Autowired private AccessRules rules;

  private Calls calls;
  private TestSessions sessions;

  @BeforeEach
  void begin() {
    calls = new Calls(http);
    TestUnits.plant(
        database, DISTRICT, DISTRICT + ".A1", ONE, OTHER, DISTRICT + ".A2.D1", DISTRICT + ".A2.D2");
    sessions = new TestSessions(http, database);
  }

  @Test
  void noneHoldsAConnectionWhileItWaitsForAnother() {
    List<String> addresses =
        Stream.of(heldSessions(), plannedSessions(), plans(), steering(), knowledge(), pages())
            .flatMap(some -> some)
            .toList();
    Questions questions = new Questions(http, rules);
    assertThat(questions.notAmong(addresses)).as("never asked here").isEmpty();
    assertThat(questions.listsShorterThanTwo(addresses, Calls.TRAINING))
        .as("where an inner question for each row would not show")
        .isEmpty();
    LastConnection.with(
        pool,
        () ->
            assertThat(addresses)
                .allMatch(address -> questions.isAnswered(address, Calls.TRAINING)));
  }

  /** Nobody who came has an address, so that what they are to be sent is stuck. */
  private Stream<String> heldSessions() {
    Held session =
        sessions.begun(
            4,
            ONE,
            List.of(
                new Trainee("one-1", ONE, "family-social-worker"),
                new Trainee("one-2", OTHER, "family-social-worker")));
    sessions.closed(sessions.attended(session, session.seats()), session.seats());
    await()
        .until(
            () -> calls.get(Calls.TRAINING, "/api/v1/follow-ups/stuck").get("items").size() >= 2);
    String course = "courses/" + session.course();
    cohortsOf(course);
    return api(
        "courses",
        course,
        course + "/cohorts",
        course + "/cohorts/1",
        course + "/deck",
        "sessions/" + session.id(),
        "sessions/" + session.id() + "/registrations",
        "sessions/" + session.id() + "/feedback",
        "contact-workers",
        "session-figures" + YEAR,
        "session-log",
        "departments-without-instructor",
        "attendance-imports/" + UUID.randomUUID(),
        "trainees/one-1/mail-address",
        "follow-ups",
        "follow-ups/stuck",
        "feedback-forms",
        "feedback/" + "0".repeat(25));
  }

  private void cohortsOf(String course) {
    for (int number = 1; number <= 2; number++) {
      posts(
          course + "/cohorts",
          "{\"number\": %d, \"startsOn\": \"2020-09-01\", \"endsOn\": \"2021-01-31\"}"
              .formatted(number));
    }
  }

  private Stream<String> plannedSessions() {
    String course = sessions.course("IL");
    String session = "sessions/" + sessions.planned(course, ONE, "ON_SITE");
    sessions.planned(sessions.course("IL"), ONE, "ON_SITE");
    inTheSameMonth();
    for (String unit : List.of(DISTRICT + ".A2.D1", DISTRICT + ".A2.D2")) {
      agrees(
          posts(
              "outreach",
              """
              {"unit": "%s", "courseId": "%s", "letterOn": "2026-01-15", "backedBy": "x",
               "reform": true}
              """
                  .formatted(unit, course)));
    }
    return api(
        "sessions",
        "sessions/calendar?district=" + DISTRICT + "&month=2032-02",
        session + "/invitation",
        session + "/suggestions",
        "outreach",
        "outreach/" + first("outreach"),
        "work-plans");
  }

  private void inTheSameMonth() {
    database
        .sql(
            """
            update session set starts_at = '2032-02-10T08:00:00Z'
             where unit = :unit::ltree and state = 'PLANNED'
            """)
        .bind("unit", ONE)
        .then()
        .block();
  }

  private void agrees(String outreach) {
    calls.put(
        Calls.TRAINING,
        "/api/v1/outreach/" + outreach + "/coordination",
        1,
        """
        {"coordinatedOn": "2026-02-01", "seats": 9, "focus": "x", "skillLevel": "SOME",
         "computers": 10, "internet": true, "place": "COMMUNITY_CENTRE"}
        """,
        200);
  }

  private Stream<String> plans() {
    for (String unit : List.of(DISTRICT, DISTRICT + ".A1")) {
      posts(
          "training-plans",
          """
          {"unit": "%s", "year": 2026, "goal": 100, "seats": {"from": 10, "until": 15},
           "months": [{"month": 3, "sessions": 6}], "weeks": 2,
           "sessionsAWeek": {"from": 3, "until": 5}}
          """
              .formatted(unit));
      posts(
          "training-projects",
          """
          {"unit": "%s", "nameHe": "x", "year": 2026, "tools": ["DECK"], "weights": null,
           "targets": [{"unit": "%s", "cluster": "NEGEV", "workers": 2, "need": 80,
                        "readiness": 40, "learningValue": 40}]}
          """
              .formatted(unit, ONE));
    }
    String plan = "training-plans/" + first("training-plans");
    String project = "training-projects/" + first("training-projects");
    return api(
        "training-plans",
        plan,
        plan + "/progress",
        "training-projects",
        project,
        project + "/milestones");
  }

  private Stream<String> steering() {
    String supervisor = TestTokens.token("one-s", DISTRICT, "supervisor");
    plansTheYear(supervisor, DISTRICT, "ENVELOPE");
    plansTheYear(TestTokens.token("one-h", ONE, "department-head"), ONE, "DEPARTMENT");
    for (int forum = 0; forum < 2; forum++) {
      calls.post(
          supervisor,
          "/api/v1/meeting-series",
          """
          {"unit": "%s", "nameHe": "פורום", "everyWeeks": 4, "firstOn": "2026-01-01",
           "bodies": ["MINISTRY", "OPERATOR"]}
          """
              .formatted(DISTRICT),
          201);
      posts(
          "steering-meetings",
          """
          {"unit": "%s", "committeeHe": "ועדה", "logos": ["א", "ב"], "heldOn": "2020-03-01",
           "attendance": [{"body": "KOL_ZCHUT", "seats": 2, "present": 2},
                          {"body": "MINISTRY", "seats": 1, "present": 1}],
           "decisions": [{"textHe": "x", "tasks": [
             {"textHe": "x", "owner": "x", "dueOn": "2020-05-01"}]}]}
          """
              .formatted(DISTRICT));
    }
    String meeting = "steering-meetings/" + first("steering-meetings");
    return api(
        "core-topics",
        "yearly-plans",
        "yearly-plans/" + first("yearly-plans"),
        "meeting-series",
        "meeting-series/" + first("meeting-series"),
        "steering-meetings",
        "steering-meetings/attendance" + YEAR,
        "steering-meetings/logos/" + UUID.randomUUID(),
        meeting,
        meeting + "/minutes",
        "steering-tasks");
  }

  private void plansTheYear(String token, String unit, String reach) {
    String items =
        calls
            .get(token, "/api/v1/core-topics")
            .get("items")
            .valueStream()
            .filter(topic -> topic.get("reach").asString().equals(reach))
            .map(
                topic ->
                    """
                    {"topic": "%s", "textHe": "x", "owner": "x", "dueOn": "2021-06-30"}
                    """
                        .formatted(topic.get("code").asString()))
            .collect(Collectors.joining(","));
    calls.post(
        token,
        "/api/v1/yearly-plans",
        "{\"unit\": \"%s\", \"year\": 2021, \"items\": [%s]}".formatted(unit, items),
        201);
  }

  private Stream<String> knowledge() {
    for (String code : List.of("ONE_CONNECTION", "NO_CONNECTION")) {
      posts(
          "knowledge-items",
          """
          {"code": "%s", "phase": "EMERGENCY_ROUTINE", "validFrom": "%s", "titleHe": "x",
           "textHe": "x"}
          """
              .formatted(code, LocalDate.now(ZoneId.of("Asia/Jerusalem"))));
      posts(
          "supervision",
          """
          {"worker": "%s", "unit": "%s", "kind": "INDIVIDUAL_INSTRUCTOR",
           "startedOn": "2020-01-01"}
          """
              .formatted(code, ONE));
    }
    for (String kind : List.of("PATIENT_RIGHTS", "DIGITAL_LITERACY")) {
      posts(
          "workshops",
          """
          {"kind": "%s", "unit": "%s", "heldOn": "2020-06-01", "audience": "BOTH",
           "participants": 12}
          """
              .formatted(kind, ONE));
    }
    return api(
        "knowledge-items",
        "knowledge-items/ONE_CONNECTION",
        "supervision",
        "supervision/" + first("supervision"),
        "workshops" + YEAR,
        "site-usage" + YEAR,
        "site-usage/imports/" + UUID.randomUUID());
  }

  private static Stream<String> pages() {
    String page = "/f/" + "0".repeat(25);
    return Stream.of("/f/feedback.css", page, page + "/deck");
  }

  private static Stream<String> api(String... paths) {
    return Stream.of(paths).map(path -> "/api/v1/" + path);
  }

  /** Answers the id of what was made. */
  private String posts(String list, String body) {
    return calls.post(Calls.TRAINING, "/api/v1/" + list, body, 201).path("id").asString("");
  }

  private String first(String list) {
    return calls.get(Calls.TRAINING, "/api/v1/" + list).get("items").get(0).get("id").asString();
  }
}
