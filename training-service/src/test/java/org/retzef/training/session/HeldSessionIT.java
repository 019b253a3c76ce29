package org.retzef.training.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.platform.testing.Answers.json;
import static org.retzef.training.session.SessionDesk.HOST;
import static org.retzef.training.session.SessionDesk.attended;
import static org.retzef.training.session.SessionDesk.closure;
import static org.retzef.training.session.SessionDesk.guest;
import static org.retzef.training.session.SessionDesk.idOf;
import static org.retzef.training.session.SessionDesk.nextHour;
import static org.retzef.training.session.SessionDesk.worker;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.retzef.platform.testing.TestTokens;
import org.retzef.training.Calls;
import org.retzef.training.unit.TestUnits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** From the first minute to the closure, and what is told of it. */
@RetzefIT
class HeldSessionIT {

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
  void closesOnlyWithAContactWorkerOfEachDepartmentThatCame() {
    try (var events = TestEvents.on("retzef.training.events")) {
      String session = sessions.confirmed(10);
      String ours = json(sessions.register(worker(1), session, false), 201).get("id").asString();
      String guests = json(sessions.register(guest(1), session, false), 201).get("id").asString();
      String late = json(sessions.register(guest(2), session, false), 201).get("id").asString();
      Answers.refused(
          sessions.change(session, "attendance", 3, attended(ours)), 409, "session-not-started");
      sessions.begin(session);
      Answers.refused(sessions.register(worker(5), session, false), 409, "session-started");
      JsonNode unknown =
          json(
              sessions.change(session, "attendance", 3, attended(UUID.randomUUID().toString())),
              400);
      assertThat(unknown.get("errors").get(0).get("code").asString())
          .isEqualTo("trainee-not-registered");
      json(sessions.change(session, "attendance", 3, attended(ours, guests)), 200);

      Answers.refused(
          sessions.change(session, "closure", 4, closure()), 409, "contact-worker-missing");
      Answers.refused(
          sessions.change(session, "closure", 4, closure(ours)), 409, "contact-worker-missing");
      Answers.refused(
          sessions.change(session, "closure", 4, closure(ours, late)),
          409,
          "contact-worker-missing");
      json(sessions.change(session, "closure", 4, closure(ours, guests)), 200);
      Answers.refused(
          sessions.change(session, "closure", 5, closure(ours, guests)), 409, "session-over");
      json(sessions.change(session, "attendance", 5, attended(late)), 200);

      List<TestEvent> told = events.await(5, idOf(session));
      assertThat(told)
          .extracting(TestEvent::type)
          .containsExactly(
              "org.retzef.attendance.recorded.v1",
              "org.retzef.session.held.v1",
              "org.retzef.contact-worker.named.v1",
              "org.retzef.contact-worker.named.v1",
              "org.retzef.attendance.recorded.v1");
      assertThat(told.toString()).doesNotContain("w-1", "g-1", "g-2");
    }
  }

  @Test
  void listsContactWorkersToTheirOwnDepartmentAlone() {
    String session = sessions.confirmed(4);
    String ours = json(sessions.register(worker(7), session, false), 201).get("id").asString();
    sessions.begin(session);
    json(sessions.change(session, "attendance", 3, attended(ours)), 200);
    json(sessions.change(session, "closure", 4, closure(ours)), 200);
    assertThat(contactWorkersSeenFrom(HOST)).contains("w-7");
    assertThat(contactWorkersSeenFrom("IL.SOUTH.A2630.D3")).isEqualTo("[]");
  }

  @Test
  void countsASessionOfSeveralProgrammesOnceAndKnowsTheShareOfRemoteOnes() {
    String district = "IL.TEL_AVIV_CENTER.A6400.D83";
    TestUnits.plant(database, district);
    held(district, "ON_SITE");
    held(district, "REMOTE");
    held(district, "REMOTE");
    JsonNode figures =
        json(
            calls.send(
                TestTokens.token("n-1", district, "national-manager"),
                HttpMethod.GET,
                "/api/v1/session-figures?from=2000-01-01&until=2999-01-01",
                null),
            200);
    assertThat(figures.get("sessions").asInt()).isEqualTo(3);
    assertThat(figures.get("remotePercent").asInt()).isEqualTo(66);
    assertThat(figures.get("byProgramme").toString()).isEqualTo("{\"NOSHMIM\":3,\"OTZMA\":3}");
    assertThat(figures.get("byTheme").toString()).isEqualTo("{\"RESILIENCE\":3}");
  }

  @Test
  void tellsEverybodyOfSessionsAndNobodyWhoCame() {
    String session = sessions.planned(5, nextHour());
    json(sessions.register(worker(8), session, false), 201);
    String log = sessionLog();
    assertThat(log).contains(idOf(session)).doesNotContain("w-8", "trainee", "place");
    http.get().uri(session).exchange().expectStatus().isUnauthorized();
    calls
        .send(worker(8), HttpMethod.GET, session + "/registrations", null)
        .expectStatus()
        .isForbidden();
  }

  /** All pages of it: other tests plan sessions by the hundred. */
  private String sessionLog() {
    String first = "/api/v1/session-log?limit=200";
    JsonNode page = json(http.get().uri(first).exchange(), 200);
    var log = new StringBuilder(page.toString());
    while (!page.get("next").isNull()) {
      String cursor = page.get("next").asString();
      page = json(http.get().uri(first + "&cursor=" + cursor).exchange(), 200);
      log.append(page);
    }
    return log.toString();
  }

  private void held(String unit, String mode) {
    String session = sessions.plannedBy(sessions.plan(unit, mode, 5, nextHour()));
    sessions.check(session, 1, 5, true);
    json(sessions.change(session, "confirmation", 2, null), 200);
    String worker = TestTokens.token("h-" + session, unit, "family-social-worker");
    String seat = json(sessions.register(worker, session, false), 201).get("id").asString();
    sessions.begin(session);
    json(sessions.change(session, "attendance", 3, attended(seat)), 200);
    json(sessions.change(session, "closure", 4, closure(seat)), 200);
  }

  private String contactWorkersSeenFrom(String unit) {
    String head = TestTokens.token("head", unit, "department-head");
    return json(calls.send(head, HttpMethod.GET, "/api/v1/contact-workers?limit=200", null), 200)
        .get("items")
        .toString();
  }
}
