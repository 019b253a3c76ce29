package org.retzef.training.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.retzef.training.Calls;
import org.retzef.training.unit.TestUnits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class SupervisionFlowIT {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem"));

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private Calls calls;
  private TestEvents events;

  @BeforeEach
  void begin() {
    events = TestEvents.on("retzef.training.events");
    calls = new Calls(http);
    TestUnits.plant(database);
  }

  @AfterEach
  void hangUp() {
    events.close();
  }

  @Test
  void knowsTheStateAndTheGapOfEachWorker() {
    String uri = begun("supervised-1");
    pause(uri, 1, TODAY.minusDays(60), 200);
    assertThat(calls.get(Calls.TRAINING, uri).get("gapDays").asInt()).isEqualTo(60);
    Answers.refused(
        calls.change(Calls.TRAINING, HttpMethod.PUT, uri + "/pause", 2, pause(TODAY)),
        409,
        "supervision-paused");
    resume(uri, 2, TODAY.minusDays(61), 400);
    JsonNode resumed = resume(uri, 2, TODAY.minusDays(40), 200);
    assertThat(resumed.get("gapDays").asInt()).isEqualTo(20);
    assertThat(resumed.get("pausedOn").isNull()).isTrue();
    Answers.refused(
        calls.change(
            Calls.TRAINING,
            HttpMethod.PUT,
            uri + "/resumption",
            3,
            "{\"resumedOn\": \"%s\"}".formatted(TODAY)),
        409,
        "supervision-runs");
    pause(uri, 3, TODAY.minusDays(50), 400);
    JsonNode again = pause(uri, 3, TODAY.minusDays(5), 200);
    assertThat(again.get("gapDays").asInt()).isEqualTo(25);
    assertThat(again.get("pausedOn").asString()).isEqualTo(TODAY.minusDays(5).toString());
    pause(uri, 3, TODAY, 412);
    List<TestEvent> told = events.await(4, uri.substring(uri.lastIndexOf('/') + 1));
    assertThat(told)
        .extracting(event -> event.json().replaceAll(".*\"status\":\"(\\w+)\".*", "$1"))
        .containsExactly("RUNNING", "PAUSED", "RUNNING", "PAUSED");
    assertThat(told.toString()).doesNotContain("supervised-1");
  }

  @Test
  void showsNothingToAnotherDistrictAndBeginsNothingTwice() {
    String uri = begun("supervised-2");
    Answers.refused(
        calls.send(Calls.STRANGER, HttpMethod.GET, uri, null), 404, "supervision-not-found");
    assertThat(calls.get(Calls.STRANGER, "/api/v1/supervision").get("items")).isEmpty();
    Answers.refused(
        calls.send(Calls.TRAINING, HttpMethod.POST, "/api/v1/supervision", of("supervised-2")),
        409,
        "supervision-exists");
  }

  private String begun(String worker) {
    return "/api/v1/supervision/"
        + calls.post(Calls.TRAINING, "/api/v1/supervision", of(worker), 201).get("id").asString();
  }

  private static String of(String worker) {
    return """
    {"worker": "%s", "unit": "IL.SOUTH.A2630.D1", "kind": "INDIVIDUAL_INSTRUCTOR", "startedOn": "2020-01-01"}
    """
        .formatted(worker);
  }

  private JsonNode pause(String uri, long version, LocalDate day, int status) {
    return calls.put(Calls.TRAINING, uri + "/pause", version, pause(day), status);
  }

  private static String pause(LocalDate day) {
    return "{\"pausedOn\": \"%s\", \"reason\": \"EMERGENCY\"}".formatted(day);
  }

  private JsonNode resume(String uri, long version, LocalDate day, int status) {
    return calls.put(
        Calls.TRAINING,
        uri + "/resumption",
        version,
        "{\"resumedOn\": \"%s\"}".formatted(day),
        status);
  }
}
