package org.retzef.training.steering;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class SteeringFlowIT {

  private static final String UNIT = "IL.STEERING";
  private static final String MINUTES =
      """
      {"unit": "IL.STEERING", "committeeHe": "ועדת היגוי", "logos": ["כל-זכות", "קרן <ידידות>"],
       "heldOn": "2020-03-01",
       "attendance": [{"body": "KOL_ZCHUT", "seats": 2, "present": 2},
                      {"body": "MINISTRY", "seats": 1, "present": %d}],
       "updates": [{"textHe": "מכינות", "figures": [{"code": "PREPARATORY_PROGRAMMES", "nameHe": "מכינות בשנה", "value": 6}]}],
       "decisions": [
         {"textHe": "סקר צרכים חרדי", "tasks": [
           {"textHe": "ניסוח השאלון", "owner": "משרד הרווחה", "dueOn": "2020-05-01"},
           {"textHe": "דוח", "owner": "כל-זכות", "dueOn": "2090-05-01"}]},
         {"textHe": "בלי משימות"}]}
      """;

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private Calls calls;
  private TestEvents events;

  @BeforeEach
  void begin() {
    events = TestEvents.on("retzef.training.events");
    calls = new Calls(http);
    TestUnits.plant(database, UNIT);
  }

  @AfterEach
  void hangUp() {
    events.close();
  }

  @Test
  void leadsFromADecisionToATaskItsOwnerAndItsDay() {
    String meeting = meeting(1);
    JsonNode shown = calls.get(Calls.TRAINING, meeting);
    String id = shown.get("id").asString();
    assertThat(shown.at("/decisions/0/tasks/0/owner").asString()).isEqualTo("משרד הרווחה");
    assertThat(shown.at("/decisions/1/tasks")).isEmpty();
    JsonNode overdue = ofMeeting(shown, "/api/v1/steering-tasks?overdue=true");
    assertThat(overdue.get("decisionHe").asString()).isEqualTo("סקר צרכים חרדי");
    assertThat(overdue.get("dueOn").asString()).isEqualTo("2020-05-01");
    String task = "/api/v1/steering-tasks/" + overdue.get("id").asString() + "/completion";
    calls.put(Calls.TRAINING, task, 1, "{\"doneOn\": \"2020-06-01\"}", 200);
    List<TestEvent> told = events.await(2, id);
    assertThat(told)
        .extracting(TestEvent::type)
        .containsExactly("org.retzef.steering-meeting.held.v1", "org.retzef.steering-task.done.v1");
    assertThat(told.toString())
        .contains("\"figures\":[{\"code\":\"PREPARATORY_PROGRAMMES\",\"value\":6}]")
        .doesNotContainPattern("[א-ת]");
    assertThat(ofMeeting(shown, "/api/v1/steering-tasks?overdue=true")).isNull();
    assertThat(ofMeeting(shown, "/api/v1/steering-tasks").get("textHe").asString())
        .isEqualTo("דוח");
    Answers.refused(
        calls.send(Calls.STRANGER, HttpMethod.GET, meeting, null), 404, "meeting-not-found");
    Answers.refused(
        calls.change(
            Calls.TRAINING,
            HttpMethod.PUT,
            "/api/v1/steering-tasks/" + id + "/completion",
            1,
            "{\"doneOn\": \"2020-06-01\"}"),
        404,
        "task-not-found");
  }

  @Test
  void countsAttendanceByBodyAndNotByPerson() {
    TestUnits.plant(database, "IL.STEERING2");
    for (int present : new int[] {1, 0}) {
      calls.post(
          Calls.TRAINING,
          "/api/v1/steering-meetings",
          MINUTES
              .formatted(present)
              .replace("IL.STEERING", "IL.STEERING2")
              .replace("2020-03-01", "2019-03-01"),
          201);
    }
    String bodies =
        calls
            .get(
                Calls.TRAINING,
                "/api/v1/steering-meetings/attendance?from=2019-01-01&until=2019-12-31")
            .get("items")
            .toString();
    assertThat(bodies)
        .contains("{\"body\":\"KOL_ZCHUT\",\"meetings\":2,\"seats\":4,\"present\":4}")
        .contains("{\"body\":\"MINISTRY\",\"meetings\":2,\"seats\":2,\"present\":1}");
    calls.faulty(
        Calls.TRAINING,
        "/api/v1/steering-meetings",
        MINUTES.formatted(2),
        "attendance[1].present",
        "more-present-than-seats");
    calls.faulty(
        Calls.TRAINING,
        "/api/v1/steering-meetings",
        MINUTES
            .formatted(1)
            .replace(
                "[{\"code\"",
                "[{\"code\": \"PREPARATORY_PROGRAMMES\", \"nameHe\": \"שוב\", \"value\": 7}, {\"code\""),
        "updates",
        "figure-code-twice");
    calls.faulty(
        Calls.TRAINING,
        "/api/v1/steering-meetings",
        MINUTES.formatted(1).replace("\"כל-זכות\", \"קרן", "\"קרן"),
        "logos",
        "logos-not-two");
  }

  @Test
  void exportsMinutesWithBothLogosSideBySide() {
    String page =
        Calls.body(
            http.get()
                .uri(meeting(1) + "/minutes")
                .headers(headers -> headers.setBearerAuth(Calls.TRAINING))
                .accept(MediaType.TEXT_HTML)
                .exchange(),
            200);
    assertThat(page)
        .contains("dir=\"rtl\"")
        .containsSubsequence(
            "<figure class=\"logo\">כל-זכות</figure>",
            "<figure class=\"logo\">קרן &lt;ידידות&gt;</figure>")
        .contains("ניסוח השאלון", "משרד הרווחה", "2020-05-01");
  }

  @Test
  void printsALogoOnceItsBodyHasBroughtOne() {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};
    upload("no picture".getBytes(StandardCharsets.US_ASCII)).expectStatus().isBadRequest();
    String logo =
        upload(png)
            .expectStatus()
            .isCreated()
            .returnResult(Void.class)
            .getResponseHeaders()
            .getLocation()
            .toString();
    assertThat(
            http.get()
                .uri(logo)
                .headers(headers -> headers.setBearerAuth(Calls.TRAINING))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody())
        .isEqualTo(png);
    String page =
        Calls.body(
            http.get()
                .uri(meeting("לשכת <בדיקה>") + "/minutes")
                .headers(headers -> headers.setBearerAuth(Calls.TRAINING))
                .accept(MediaType.TEXT_HTML)
                .exchange(),
            200);
    assertThat(page)
        .containsSubsequence(
            "<img class=\"logo\" src=\"data:image/png;base64,iVBORw0KGgoBAgM=\"",
            "alt=\"לשכת &lt;בדיקה&gt;\"",
            "<figure class=\"logo\">קרן &lt;ידידות&gt;</figure>");
  }

  private WebTestClient.ResponseSpec upload(byte[] content) {
    return http.post()
        .uri("/api/v1/steering-meetings/logos?body={body}", "לשכת <בדיקה>")
        .headers(headers -> headers.setBearerAuth(Calls.TRAINING))
        .contentType(MediaType.IMAGE_PNG)
        .bodyValue(content)
        .exchange();
  }

  private String meeting(String firstLogo) {
    return "/api/v1/steering-meetings/"
        + calls
            .post(
                Calls.TRAINING,
                "/api/v1/steering-meetings",
                MINUTES.formatted(1).replace("כל-זכות", firstLogo),
                201)
            .get("id")
            .asString();
  }

  private String meeting(int present) {
    return "/api/v1/steering-meetings/"
        + calls
            .post(Calls.TRAINING, "/api/v1/steering-meetings", MINUTES.formatted(present), 201)
            .get("id")
            .asString();
  }

  private JsonNode ofMeeting(JsonNode meeting, String uri) {
    return calls
        .get(Calls.TRAINING, uri)
        .get("items")
        .valueStream()
        .filter(task -> task.get("meetingId").equals(meeting.get("id")))
        .findFirst()
        .orElse(null);
  }
}
