package org.retzef.training.session;

import static org.retzef.platform.testing.Answers.json;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.retzef.platform.testing.TestTokens;
import org.retzef.training.Calls;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Plans, fills and holds sessions of one course, step by step. */
final class SessionDesk {

  static final String HOST = "IL.SOUTH.A2630.D1";
  static final String GUEST = "IL.SOUTH.A2630.D2";
  private static final AtomicInteger HOURS = new AtomicInteger();

  private final WebTestClient http;
  private final DatabaseClient database;
  private final Calls calls;
  private final String course;

  SessionDesk(WebTestClient http, DatabaseClient database) {
    this.http = http;
    this.database = database;
    calls = new Calls(http);
    course = new TestSessions(http, database).course("IL");
  }

  String course() {
    return course;
  }

  String confirmed(int capacity) {
    String session = planned(capacity, nextHour());
    check(session, 1, capacity, true);
    json(change(session, "confirmation", 2, null), 200);
    return session;
  }

  String planned(int capacity, Instant startsAt) {
    return plannedBy(plan(HOST, "ON_SITE", capacity, startsAt));
  }

  String plannedBy(String plan) {
    JsonNode session =
        json(calls.send(Calls.TRAINING, HttpMethod.POST, "/api/v1/sessions", plan), 201);
    return "/api/v1/sessions/" + session.get("id").asString();
  }

  String plan(String unit, String mode, int capacity, Instant startsAt) {
    return """
    {"courseId": "%s", "unit": "%s", "jointUnits": ["%s"], "mode": "%s", "startsAt": "%s",
     "minutes": 120, "capacity": %d, "programmes": ["OTZMA", "NOSHMIM", "OTZMA"], "theme": "RESILIENCE"}
    """
        .formatted(course, unit, GUEST, mode, startsAt, capacity);
  }

  /** No two sessions overlap unless a test says so. */
  static Instant nextHour() {
    return Instant.now()
        .truncatedTo(ChronoUnit.HOURS)
        .plus(24L + 6L * HOURS.incrementAndGet(), ChronoUnit.HOURS);
  }

  /** Time passes: the session began an hour ago. */
  void begin(String session) {
    database
        .sql("update session set starts_at = now() - interval '1 hour' where id = :id")
        .bind("id", UUID.fromString(idOf(session)))
        .then()
        .block();
  }

  void check(String session, int version, int computers, boolean internet) {
    String found = "{\"computers\": %d, \"internet\": %b}".formatted(computers, internet);
    json(change(session, "infrastructure-check", version, found), 200);
  }

  List<String> states(String session) {
    List<String> states = new ArrayList<>();
    json(calls.send(Calls.TRAINING, HttpMethod.GET, session + "/registrations", null), 200)
        .get("items")
        .forEach(registration -> states.add(registration.get("state").asString()));
    return states;
  }

  WebTestClient.ResponseSpec register(String token, String session, boolean wait) {
    return register(token, session, wait, UUID.randomUUID().toString());
  }

  WebTestClient.ResponseSpec register(String token, String session, boolean wait, String key) {
    return http.post()
        .uri(session + "/registrations")
        .headers(headers -> headers.setBearerAuth(token))
        .header("Idempotency-Key", key)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"waitIfFull\": " + wait + "}")
        .exchange();
  }

  WebTestClient.ResponseSpec change(String session, String what, int seen, String body) {
    return calls.change(Calls.TRAINING, HttpMethod.PUT, session + "/" + what, seen, body);
  }

  static String attended(String... registrations) {
    return "{\"registrations\": " + list(registrations) + "}";
  }

  static String closure(String... registrations) {
    return "{\"contactWorkers\": " + list(registrations) + "}";
  }

  private static String list(String... ids) {
    return ids.length == 0 ? "[]" : "[\"" + String.join("\", \"", ids) + "\"]";
  }

  static String idOf(String session) {
    return session.substring("/api/v1/sessions/".length());
  }

  static String worker(int number) {
    return TestTokens.token("w-" + number, HOST, "family-social-worker");
  }

  static String guest(int number) {
    return TestTokens.token("g-" + number, GUEST, "family-companion");
  }
}
