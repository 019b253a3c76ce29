package org.retzef.training.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.platform.testing.Answers.json;
import static org.retzef.training.Calls.body;
import static org.retzef.training.session.SessionDesk.GUEST;
import static org.retzef.training.session.SessionDesk.HOST;
import static org.retzef.training.session.SessionDesk.idOf;
import static org.retzef.training.session.SessionDesk.nextHour;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.retzef.training.Calls;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** From the plan to the confirmation: what a session needs, and who may see it. */
@RetzefIT
class PlannedSessionIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Calls calls;
  private SessionDesk sessions;

  @BeforeEach
  void putACourseOnOffer() {
    calls = new Calls(http);
    sessions = new SessionDesk(http, database);
  }

  @Test
  void confirmsNoSessionWithoutAnInfrastructureCheck() {
    String session = sessions.planned(10, nextHour());
    Answers.refused(
        sessions.change(session, "confirmation", 1, null), 409, "infrastructure-not-checked");
    sessions.check(session, 1, 4, true);
    Answers.refused(
        sessions.change(session, "confirmation", 2, null), 409, "infrastructure-not-checked");
    sessions.check(session, 2, 5, false);
    Answers.refused(
        sessions.change(session, "confirmation", 3, null), 409, "infrastructure-not-checked");
    sessions.check(session, 3, 5, true);
    assertThat(json(sessions.change(session, "confirmation", 4, null), 200).get("state").asString())
        .isEqualTo("CONFIRMED");
    Answers.refused(
        sessions.change(
            session, "infrastructure-check", 5, "{\"computers\": 0, \"internet\": true}"),
        409,
        "infrastructure-not-checked");
  }

  @Test
  void changesOnlyWhatTheClientHasSeen() {
    String session = sessions.planned(10, nextHour());
    calls
        .send(Calls.TRAINING, HttpMethod.PUT, session + "/confirmation", null)
        .expectStatus()
        .isEqualTo(428);
    JsonNode stale =
        json(sessions.change(session, "cancellation", 7, "{\"reason\": \"EMERGENCY\"}"), 412);
    assertThat(stale.get("current").get("version").asInt()).isEqualTo(1);
  }

  @Test
  void givesNoTrainerTwoSessionsAtOnce() {
    Instant hour = nextHour();
    String first =
        sessions
            .plan(HOST, "REMOTE", 5, hour)
            .replace("\"theme\"", "\"trainer\": \"tr-1\", \"theme\"");
    String overlapping = sessions.plan(GUEST, "REMOTE", 5, hour.plus(1, ChronoUnit.HOURS));
    overlapping = overlapping.replace("\"theme\"", "\"trainer\": \"tr-1\", \"theme\"");
    String session = sessions.plannedBy(first);
    Answers.refused(
        calls.send(Calls.TRAINING, HttpMethod.POST, "/api/v1/sessions", overlapping),
        409,
        "trainer-booked");
    sessions.plannedBy(overlapping.replace("tr-1", "tr-2"));
    json(sessions.change(session, "cancellation", 1, "{\"reason\": \"EMERGENCY\"}"), 200);
    sessions.plannedBy(overlapping);
  }

  @Test
  void showsNothingToAnotherDistrict() {
    String session = sessions.planned(5, nextHour());
    Answers.refused(
        calls.send(Calls.STRANGER, HttpMethod.GET, session, null), 404, "session-not-found");
    Answers.refused(
        calls.send(Calls.STRANGER, HttpMethod.GET, session + "/registrations", null),
        404,
        "session-not-found");
    String worker = TestTokens.token("x", "IL.JERUSALEM.A3000.D1", "family-social-worker");
    Answers.refused(sessions.register(worker, session, true), 404, "session-not-found");
    Answers.refused(
        calls.send(
            Calls.STRANGER,
            HttpMethod.POST,
            "/api/v1/sessions",
            sessions.plan(HOST, "ON_SITE", 5, nextHour())),
        404,
        "unit-not-found");
    assertThat(body(calls.send(Calls.STRANGER, HttpMethod.GET, "/api/v1/sessions", null), 200))
        .doesNotContain(idOf(session));
  }

  @Test
  void refusesASessionInThePastAndEveryOtherFaultOfASession() {
    JsonNode past =
        json(
            calls.send(
                Calls.TRAINING,
                HttpMethod.POST,
                "/api/v1/sessions",
                sessions.plan(HOST, "ON_SITE", 5, Instant.now().minusSeconds(60))),
            400);
    assertThat(past.get("errors").get(0).get("code").asString()).isEqualTo("session-in-the-past");
    String faults =
        body(
            calls.send(
                Calls.TRAINING,
                HttpMethod.POST,
                "/api/v1/sessions",
                """
                {"courseId": "%s", "unit": "south", "mode": "TELEPATHY", "startsAt": "soon",
                 "minutes": 5, "capacity": 0, "programmes": ["לא"], "place": "a\\u0000b"}
                """
                    .formatted(sessions.course())),
            400);
    assertThat(faults)
        .contains("unit-invalid", "value-unknown", "minutes-out-of-range")
        .contains("capacity-out-of-range", "programme-code-invalid", "text-forbidden-character");
  }
}
