package org.retzef.training.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.platform.testing.Answers.json;
import static org.retzef.training.session.SessionDesk.HOST;
import static org.retzef.training.session.SessionDesk.nextHour;
import static org.retzef.training.session.SessionDesk.worker;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.retzef.training.Calls;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who gets a seat, who waits for one, and who is in two sessions at once. */
@RetzefIT
class SeatsIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private JsonMapper mapper;
  private Calls calls;
  private SessionDesk sessions;

  @BeforeEach
  void putACourseOnOffer() {
    calls = new Calls(http);
    sessions = new SessionDesk(http, database);
  }

  @Test
  void seatsTenOfFiftyWhoComeAtOnceAndLetsFortyWait() throws Exception {
    String session = sessions.planned(10, nextHour());
    List<JsonNode> answers = atOnce(50, i -> () -> created(registerPatiently(i, session, true)));
    assertThat(answers).filteredOn(SeatsIT::isSeated).hasSize(10);
    assertThat(answers).filteredOn(answer -> !isSeated(answer)).hasSize(40);
    assertThat(sessions.states(session)).filteredOn("REGISTERED"::equals).hasSize(10);
  }

  @Test
  void refusesWhoeverDoesNotWantToWait() throws Exception {
    String session = sessions.planned(3, nextHour());
    List<Integer> statuses =
        atOnce(12, i -> () -> registerPatiently(i, session, false).getStatus().value());
    assertThat(statuses).filteredOn(status -> status == 201).hasSize(3);
    assertThat(statuses).filteredOn(status -> status == 409).hasSize(9);
    assertThat(sessions.states(session)).hasSize(3);
  }

  @Test
  void letsTheOneWhoWaitedLongestMoveUp() {
    String session = sessions.planned(1, nextHour());
    String first = json(sessions.register(worker(1), session, true), 201).get("id").asString();
    json(sessions.register(worker(2), session, true), 201);
    json(sessions.register(worker(3), session, true), 201);
    assertThat(sessions.states(session)).containsExactly("REGISTERED", "WAITING", "WAITING");
    String seat = session + "/registrations/" + first;
    Answers.refused(
        calls.send(worker(2), HttpMethod.DELETE, seat, null), 404, "registration-not-found");
    calls.send(worker(1), HttpMethod.DELETE, seat, null).expectStatus().isNoContent();
    assertThat(sessions.states(session)).containsExactly("REGISTERED", "WAITING");
    Answers.refused(
        calls.send(worker(1), HttpMethod.DELETE, seat, null), 404, "registration-not-found");
    assertThat(sessions.states(session)).containsExactly("REGISTERED", "WAITING");
  }

  @Test
  void putsNoWorkerIntoTwoSessionsAtOnceHoweverFast() throws Exception {
    Instant hour = nextHour();
    List<String> overlapping = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      overlapping.add(sessions.planned(5, hour.plus(10L * i, ChronoUnit.MINUTES)));
    }
    String worker = TestTokens.token("busy-" + UUID.randomUUID(), HOST, "family-social-worker");
    List<Integer> statuses =
        atOnce(6, i -> () -> statusOf(sessions.register(worker, overlapping.get(i), true)));
    assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
    assertThat(statuses).filteredOn(status -> status == 409).hasSize(5);
    String winner = overlapping.get(statuses.indexOf(201));
    json(sessions.change(winner, "cancellation", 1, "{\"reason\": \"EMERGENCY\"}"), 200);
    String other = overlapping.get(statuses.indexOf(409));
    json(sessions.register(worker, other, false), 201);
    Answers.refused(sessions.register(worker(4), winner, false), 409, "session-over");
  }

  @Test
  void repeatsARegistrationWithOneKey() {
    String session = sessions.planned(5, nextHour());
    String key = UUID.randomUUID().toString();
    JsonNode first = json(sessions.register(worker(1), session, false, key), 201);
    assertThat(json(sessions.register(worker(1), session, false, key), 201)).isEqualTo(first);
    assertThat(sessions.states(session)).hasSize(1);
  }

  /** On a machine that has much to do somebody may be told to try again. */
  private EntityExchangeResult<byte[]> registerPatiently(int worker, String session, boolean wait) {
    String key = UUID.randomUUID().toString();
    return Patiently.ask(() -> sessions.register(worker(worker), session, wait, key));
  }

  private JsonNode created(EntityExchangeResult<byte[]> answer) {
    assertThat(answer.getStatus().value()).isEqualTo(201);
    return mapper.readTree(answer.getResponseBody());
  }

  private static int statusOf(WebTestClient.ResponseSpec response) {
    return response.expectBody().returnResult().getStatus().value();
  }

  private static boolean isSeated(JsonNode answer) {
    return answer.get("state").asString().equals("REGISTERED");
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
