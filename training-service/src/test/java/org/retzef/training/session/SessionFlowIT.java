package org.retzef.training.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.retzef.platform.testing.TestTokens;
import org.retzef.training.unit.TestUnits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RetzefIT
class SessionFlowIT {

  private static final String HOST = "IL.SOUTH.A2630.D1";
  private static final String GUEST = "IL.SOUTH.A2630.D2";
  private static final String TRAINING = TestTokens.token("t-1", "IL", "training-manager");
  private static final String STRANGER =
      TestTokens.token("c-9", "IL.JERUSALEM", "district-coordinator");
  private static final AtomicInteger HOURS = new AtomicInteger();

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private JsonMapper json;
  private String course;

  @BeforeEach
  void putACourseOnOffer() {
    TestUnits.plant(database);
    course =
        json(
                send(
                    TRAINING,
                    HttpMethod.POST,
                    "/api/v1/courses",
                    """
                    {"unit": "IL", "nameHe": "מיצוי זכויות", "language": "he",
                     "audience": ["SOCIAL_WORKER"], "hours": 4}
                    """),
                201)
            .get("id")
            .asString();
  }

  @Test
  void confirmsNoSessionWithoutAnInfrastructureCheck() {
    String session = planned(10, nextHour());
    refused(change(session, "confirmation", 1, null), 409, "infrastructure-not-checked");
    check(session, 1, 4, true);
    refused(change(session, "confirmation", 2, null), 409, "infrastructure-not-checked");
    check(session, 2, 5, false);
    refused(change(session, "confirmation", 3, null), 409, "infrastructure-not-checked");
    check(session, 3, 5, true);
    assertThat(json(change(session, "confirmation", 4, null), 200).get("state").asString())
        .isEqualTo("CONFIRMED");
    refused(
        change(session, "infrastructure-check", 5, "{\"computers\": 0, \"internet\": true}"),
        409,
        "infrastructure-not-checked");
  }

  @Test
  void changesOnlyWhatTheClientHasSeen() {
    String session = planned(10, nextHour());
    send(TRAINING, HttpMethod.PUT, session + "/confirmation", null).expectStatus().isEqualTo(428);
    JsonNode stale = json(change(session, "cancellation", 7, "{\"reason\": \"EMERGENCY\"}"), 412);
    assertThat(stale.get("current").get("version").asInt()).isEqualTo(1);
  }

  @Test
  void seatsTenOfFiftyWhoComeAtOnceAndLetsFortyWait() throws Exception {
    String session = planned(10, nextHour());
    List<JsonNode> answers = atOnce(50, i -> () -> created(registerPatiently(i, session, true)));
    assertThat(answers).filteredOn(SessionFlowIT::isSeated).hasSize(10);
    assertThat(answers).filteredOn(answer -> !isSeated(answer)).hasSize(40);
    assertThat(states(session)).filteredOn("REGISTERED"::equals).hasSize(10);
  }

  @Test
  void refusesWhoeverDoesNotWantToWait() throws Exception {
    String session = planned(3, nextHour());
    List<Integer> statuses =
        atOnce(12, i -> () -> registerPatiently(i, session, false).getStatus().value());
    assertThat(statuses).filteredOn(status -> status == 201).hasSize(3);
    assertThat(statuses).filteredOn(status -> status == 409).hasSize(9);
    assertThat(states(session)).hasSize(3);
  }

  @Test
  void letsTheOneWhoWaitedLongestMoveUp() {
    String session = planned(1, nextHour());
    String first = json(register(worker(1), session, true), 201).get("id").asString();
    json(register(worker(2), session, true), 201);
    json(register(worker(3), session, true), 201);
    assertThat(states(session)).containsExactly("REGISTERED", "WAITING", "WAITING");
    String seat = session + "/registrations/" + first;
    refused(send(worker(2), HttpMethod.DELETE, seat, null), 404, "registration-not-found");
    send(worker(1), HttpMethod.DELETE, seat, null).expectStatus().isNoContent();
    assertThat(states(session)).containsExactly("REGISTERED", "WAITING");
    refused(send(worker(1), HttpMethod.DELETE, seat, null), 404, "registration-not-found");
    assertThat(states(session)).containsExactly("REGISTERED", "WAITING");
  }

  @Test
  void putsNoWorkerIntoTwoSessionsAtOnceHoweverFast() throws Exception {
    Instant hour = nextHour();
    List<String> sessions = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      sessions.add(planned(5, hour.plus(10L * i, ChronoUnit.MINUTES)));
    }
    String worker = TestTokens.token("busy-" + UUID.randomUUID(), HOST, "family-social-worker");
    List<Integer> statuses =
        atOnce(6, i -> () -> statusOf(register(worker, sessions.get(i), true)));
    assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
    assertThat(statuses).filteredOn(status -> status == 409).hasSize(5);
    String winner = sessions.get(statuses.indexOf(201));
    json(change(winner, "cancellation", 1, "{\"reason\": \"EMERGENCY\"}"), 200);
    String other = sessions.get(statuses.indexOf(409));
    json(register(worker, other, false), 201);
    refused(register(worker(4), winner, false), 409, "session-over");
  }

  @Test
  void givesNoTrainerTwoSessionsAtOnce() {
    Instant hour = nextHour();
    String first =
        plan(HOST, "REMOTE", 5, hour).replace("\"theme\"", "\"trainer\": \"tr-1\", \"theme\"");
    String overlapping = plan(GUEST, "REMOTE", 5, hour.plus(1, ChronoUnit.HOURS));
    overlapping = overlapping.replace("\"theme\"", "\"trainer\": \"tr-1\", \"theme\"");
    String session = plannedBy(first);
    refused(
        send(TRAINING, HttpMethod.POST, "/api/v1/sessions", overlapping), 409, "trainer-booked");
    plannedBy(overlapping.replace("tr-1", "tr-2"));
    json(change(session, "cancellation", 1, "{\"reason\": \"EMERGENCY\"}"), 200);
    plannedBy(overlapping);
  }

  @Test
  void repeatsARegistrationWithOneKey() {
    String session = planned(5, nextHour());
    String key = UUID.randomUUID().toString();
    JsonNode first = json(register(worker(1), session, false, key), 201);
    assertThat(json(register(worker(1), session, false, key), 201)).isEqualTo(first);
    assertThat(states(session)).hasSize(1);
  }

  @Test
  void closesOnlyWithAContactWorkerOfEachDepartmentThatCame() {
    try (var events = TestEvents.on("retzef.training.events")) {
      String session = confirmed(10);
      String ours = json(register(worker(1), session, false), 201).get("id").asString();
      String guests = json(register(guest(1), session, false), 201).get("id").asString();
      String late = json(register(guest(2), session, false), 201).get("id").asString();
      refused(change(session, "attendance", 3, attended(ours)), 409, "session-not-started");
      begin(session);
      refused(register(worker(5), session, false), 409, "session-started");
      JsonNode unknown =
          json(change(session, "attendance", 3, attended(UUID.randomUUID().toString())), 400);
      assertThat(unknown.get("errors").get(0).get("code").asString())
          .isEqualTo("trainee-not-registered");
      json(change(session, "attendance", 3, attended(ours, guests)), 200);

      refused(change(session, "closure", 4, closure()), 409, "contact-worker-missing");
      refused(change(session, "closure", 4, closure(ours)), 409, "contact-worker-missing");
      refused(change(session, "closure", 4, closure(ours, late)), 409, "contact-worker-missing");
      json(change(session, "closure", 4, closure(ours, guests)), 200);
      refused(change(session, "closure", 5, closure(ours, guests)), 409, "session-over");
      json(change(session, "attendance", 5, attended(late)), 200);

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
    String session = confirmed(4);
    String ours = json(register(worker(7), session, false), 201).get("id").asString();
    begin(session);
    json(change(session, "attendance", 3, attended(ours)), 200);
    json(change(session, "closure", 4, closure(ours)), 200);
    assertThat(contactWorkersSeenFrom(HOST)).contains("w-7");
    assertThat(contactWorkersSeenFrom("IL.SOUTH.A2630.D3")).isEqualTo("[]");
  }

  @Test
  void countsASessionOfSeveralProgrammesOnceAndKnowsTheShareOfRemoteOnes() {
    String district = "IL.TEL_AVIV_CENTER.A6400.D" + HOURS.incrementAndGet();
    TestUnits.plant(database, district);
    held(district, "ON_SITE");
    held(district, "REMOTE");
    held(district, "REMOTE");
    JsonNode figures =
        json(
            send(
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
    String session = planned(5, nextHour());
    json(register(worker(8), session, false), 201);
    String log = sessionLog();
    assertThat(log).contains(idOf(session)).doesNotContain("w-8", "trainee", "place");
    http.get().uri(session).exchange().expectStatus().isUnauthorized();
    send(worker(8), HttpMethod.GET, session + "/registrations", null).expectStatus().isForbidden();
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

  @Test
  void showsNothingToAnotherDistrict() {
    String session = planned(5, nextHour());
    refused(send(STRANGER, HttpMethod.GET, session, null), 404, "session-not-found");
    refused(
        send(STRANGER, HttpMethod.GET, session + "/registrations", null), 404, "session-not-found");
    String worker = TestTokens.token("x", "IL.JERUSALEM.A3000.D1", "family-social-worker");
    refused(register(worker, session, true), 404, "session-not-found");
    refused(
        send(STRANGER, HttpMethod.POST, "/api/v1/sessions", plan(HOST, "ON_SITE", 5, nextHour())),
        404,
        "unit-not-found");
    assertThat(body(send(STRANGER, HttpMethod.GET, "/api/v1/sessions", null), 200))
        .doesNotContain(idOf(session));
  }

  @Test
  void refusesASessionInThePastAndEveryOtherFaultOfASession() {
    JsonNode past =
        json(
            send(
                TRAINING,
                HttpMethod.POST,
                "/api/v1/sessions",
                plan(HOST, "ON_SITE", 5, Instant.now().minusSeconds(60))),
            400);
    assertThat(past.get("errors").get(0).get("code").asString()).isEqualTo("session-in-the-past");
    String faults =
        body(
            send(
                TRAINING,
                HttpMethod.POST,
                "/api/v1/sessions",
                """
                {"courseId": "%s", "unit": "south", "mode": "TELEPATHY", "startsAt": "soon",
                 "minutes": 5, "capacity": 0, "programmes": ["לא"], "place": "a\\u0000b"}
                """
                    .formatted(course)),
            400);
    assertThat(faults)
        .contains("unit-invalid", "value-unknown", "minutes-out-of-range")
        .contains("capacity-out-of-range", "programme-code-invalid", "text-forbidden-character");
  }

  private void held(String unit, String mode) {
    String session = plannedBy(plan(unit, mode, 5, nextHour()));
    check(session, 1, 5, true);
    json(change(session, "confirmation", 2, null), 200);
    String worker = TestTokens.token("h-" + session, unit, "family-social-worker");
    String seat = json(register(worker, session, false), 201).get("id").asString();
    begin(session);
    json(change(session, "attendance", 3, attended(seat)), 200);
    json(change(session, "closure", 4, closure(seat)), 200);
  }

  private String confirmed(int capacity) {
    String session = planned(capacity, nextHour());
    check(session, 1, capacity, true);
    json(change(session, "confirmation", 2, null), 200);
    return session;
  }

  private String planned(int capacity, Instant startsAt) {
    return plannedBy(plan(HOST, "ON_SITE", capacity, startsAt));
  }

  private String plannedBy(String plan) {
    JsonNode session = json(send(TRAINING, HttpMethod.POST, "/api/v1/sessions", plan), 201);
    return "/api/v1/sessions/" + session.get("id").asString();
  }

  private String plan(String unit, String mode, int capacity, Instant startsAt) {
    return """
    {"courseId": "%s", "unit": "%s", "jointUnits": ["%s"], "mode": "%s", "startsAt": "%s",
     "minutes": 120, "capacity": %d, "programmes": ["OTZMA", "NOSHMIM", "OTZMA"], "theme": "RESILIENCE"}
    """
        .formatted(course, unit, GUEST, mode, startsAt, capacity);
  }

  /** No two sessions of these tests overlap unless one says so. */
  private static Instant nextHour() {
    return Instant.now()
        .truncatedTo(ChronoUnit.HOURS)
        .plus(24L + 6L * HOURS.incrementAndGet(), ChronoUnit.HOURS);
  }

  /** Time passes: the session began an hour ago. */
  private void begin(String session) {
    database
        .sql("update session set starts_at = now() - interval '1 hour' where id = :id")
        .bind("id", UUID.fromString(idOf(session)))
        .then()
        .block();
  }

  private void check(String session, int version, int computers, boolean internet) {
    String found = "{\"computers\": %d, \"internet\": %b}".formatted(computers, internet);
    json(change(session, "infrastructure-check", version, found), 200);
  }

  private String contactWorkersSeenFrom(String unit) {
    String head = TestTokens.token("head", unit, "department-head");
    return json(send(head, HttpMethod.GET, "/api/v1/contact-workers?limit=200", null), 200)
        .get("items")
        .toString();
  }

  private List<String> states(String session) {
    List<String> states = new ArrayList<>();
    json(send(TRAINING, HttpMethod.GET, session + "/registrations", null), 200)
        .get("items")
        .forEach(registration -> states.add(registration.get("state").asString()));
    return states;
  }

  /** On a machine that has much to do somebody may be told to try again. */
  private EntityExchangeResult<byte[]> registerPatiently(int worker, String session, boolean wait) {
    String key = UUID.randomUUID().toString();
    return Patiently.ask(() -> register(worker(worker), session, wait, key));
  }

  private WebTestClient.ResponseSpec register(String token, String session, boolean wait) {
    return register(token, session, wait, UUID.randomUUID().toString());
  }

  private WebTestClient.ResponseSpec register(
      String token, String session, boolean wait, String key) {
    return http.post()
        .uri(session + "/registrations")
        .headers(headers -> headers.setBearerAuth(token))
        .header("Idempotency-Key", key)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"waitIfFull\": " + wait + "}")
        .exchange();
  }

  private WebTestClient.ResponseSpec change(String session, String what, int seen, String body) {
    var request =
        http.put()
            .uri(session + "/" + what)
            .headers(headers -> headers.setBearerAuth(TRAINING))
            .header("If-Match", "\"" + seen + "\"");
    return body == null
        ? request.exchange()
        : request.contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
  }

  private WebTestClient.ResponseSpec send(
      String token, HttpMethod method, String uri, String body) {
    var request = http.method(method).uri(uri).headers(headers -> headers.setBearerAuth(token));
    return body == null
        ? request.exchange()
        : request.contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
  }

  private void refused(WebTestClient.ResponseSpec response, int status, String code) {
    assertThat(json(response, status).get("code").asString()).isEqualTo(code);
  }

  private JsonNode json(WebTestClient.ResponseSpec response, int status) {
    return json.readTree(body(response, status));
  }

  private JsonNode created(EntityExchangeResult<byte[]> answer) {
    assertThat(answer.getStatus().value()).isEqualTo(201);
    return json.readTree(answer.getResponseBody());
  }

  private static String body(WebTestClient.ResponseSpec response, int status) {
    return response
        .expectStatus()
        .isEqualTo(status)
        .expectBody(String.class)
        .returnResult()
        .getResponseBody();
  }

  private static int statusOf(WebTestClient.ResponseSpec response) {
    return response.expectBody().returnResult().getStatus().value();
  }

  private static boolean isSeated(JsonNode answer) {
    return answer.get("state").asString().equals("REGISTERED");
  }

  private static String attended(String... registrations) {
    return "{\"registrations\": " + list(registrations) + "}";
  }

  private static String closure(String... registrations) {
    return "{\"contactWorkers\": " + list(registrations) + "}";
  }

  private static String list(String... ids) {
    return ids.length == 0 ? "[]" : "[\"" + String.join("\", \"", ids) + "\"]";
  }

  private static String idOf(String session) {
    return session.substring("/api/v1/sessions/".length());
  }

  private static String worker(int number) {
    return TestTokens.token("w-" + number, HOST, "family-social-worker");
  }

  private static String guest(int number) {
    return TestTokens.token("g-" + number, GUEST, "family-companion");
  }

  private interface Numbered<T> {
    Callable<T> of(int number);
  }

  private static <T> List<T> atOnce(int count, Numbered<T> work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<T>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        all.add(work.of(i));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : threads.invokeAll(all)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }
}
