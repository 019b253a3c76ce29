package org.retzef.training.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.training.Calls;
import org.retzef.training.session.TestSessions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class CohortFlowIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  @Test
  void knowsNumberLanguageAudienceAndCompletionOfACohort() {
    Calls calls = new Calls(http);
    String course = new TestSessions(http, database).course("IL.SOUTH");
    String cohorts = "/api/v1/courses/" + course + "/cohorts";
    String fifth = "{\"number\": 5, \"startsOn\": \"2020-09-01\", \"endsOn\": \"2021-01-31\"}";
    JsonNode cohort = calls.post(Calls.TRAINING, cohorts, fifth, 201);
    assertThat(cohort.get("language").asString()).isEqualTo("he");
    assertThat(cohort.get("audience").toString()).isEqualTo("[\"SOCIAL_WORKER\"]");
    Answers.refused(
        calls.send(Calls.TRAINING, HttpMethod.POST, cohorts, fifth), 409, "cohort-exists");
    calls.faulty(
        Calls.TRAINING,
        cohorts,
        fifth.replace("2021-01-31", "2020-01-31"),
        "endsOn",
        "date-before-start");
    String one = cohorts + "/5";
    JsonNode joined =
        calls.put(
            Calls.TRAINING,
            one + "/members",
            1,
            """
            {"members": [{"trainee": "c-1", "unit": "IL.SOUTH.A2630.D1"},
                         {"trainee": "c-2", "unit": "IL.SOUTH.A2630.D1"},
                         {"trainee": "c-1", "unit": "IL.SOUTH.A2630.D1"}]}
            """,
            200);
    assertThat(joined.get("members").asInt()).isEqualTo(2);
    JsonNode stranger = complete(calls, one, 2, "somebody", 400);
    assertThat(stranger.get("errors").toString()).contains("trainee-not-in-cohort");
    assertThat(complete(calls, one, 2, "c-2", 200).get("completed").asInt()).isEqualTo(1);
    complete(calls, one, 2, "c-1", 412);
    Answers.refused(calls.send(Calls.STRANGER, HttpMethod.GET, one, null), 404, "cohort-not-found");
    assertThat(calls.get(Calls.TRAINING, cohorts).get("items")).hasSize(1);
  }

  private static JsonNode complete(
      Calls calls, String cohort, long version, String trainee, int status) {
    return calls.put(
        Calls.TRAINING,
        cohort + "/completion",
        version,
        "{\"completedOn\": \"2021-01-31\", \"trainees\": [\"%s\"]}".formatted(trainee),
        status);
  }
}
