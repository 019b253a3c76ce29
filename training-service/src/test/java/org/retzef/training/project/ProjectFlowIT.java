package org.retzef.training.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.training.Calls;
import org.retzef.training.session.TestSessions;
import org.retzef.training.session.TestSessions.Held;
import org.retzef.training.session.TestSessions.Trainee;
import org.retzef.training.unit.TestUnits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class ProjectFlowIT {

  private static final String UNIT = "IL.PROJECT";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private Calls calls;
  private TestSessions sessions;

  @BeforeEach
  void begin() {
    calls = new Calls(http);
    sessions = new TestSessions(http, database);
    TestUnits.plant(database, UNIT, UNIT + ".A1", UNIT + ".A1.D1", UNIT + ".A1.D2");
  }

  @Test
  void ordersDepartmentsAnewWhenWorkersWereTrained() {
    String project = project(2026);
    assertThat(order(project)).containsExactly("D1 60.0", "D2 55.0");
    var worker = new Trainee("project-1", UNIT + ".A1.D1", "family-social-worker");
    Held session = sessions.begun(1, UNIT + ".A1.D1", List.of(worker));
    sessions.attended(session, session.seats());
    assertThat(order(project)).containsExactly("D2 55.0", "D1 40.0");
    Answers.refused(
        calls.send(Calls.STRANGER, HttpMethod.GET, project, null), 404, "project-not-found");
    assertThat(listed(Calls.TRAINING)).contains(project);
    assertThat(listed(Calls.STRANGER)).doesNotContain(project);
  }

  @Test
  void listsMilestonesOfTheYearAndThoseThatAreOverdue() {
    String past = project(2012);
    JsonNode all = calls.get(Calls.TRAINING, past + "/milestones").get("items");
    assertThat(all).hasSize(10);
    assertThat(all.get(0).get("dueOn").asString()).isEqualTo("2012-02-15");
    assertThat(all.get(9).get("code").asString()).isEqualTo("YEAR_SUMMARY");
    assertThat(overdue(past)).hasSize(10);
    JsonNode first = overdue(past).get(0);
    String milestone = past + "/milestones/" + first.get("id").asString() + "/completion";
    calls.put(Calls.TRAINING, milestone, 1, "{\"doneOn\": \"2012-02-20\"}", 200);
    calls.put(Calls.TRAINING, milestone, 1, "{\"doneOn\": \"2012-02-21\"}", 412);
    assertThat(overdue(past)).hasSize(9);
    assertThat(overdue(project(LocalDate.now(ZoneId.of("Asia/Jerusalem")).getYear() + 1)))
        .isEmpty();
  }

  @Test
  void namesWhatIsWrongWithAProject() {
    String bad =
        body(2026)
            .replace(
                "\"weights\": null",
                "\"weights\": {\"gap\": 50, \"readiness\": 50, \"learningValue\": 50}");
    calls.faulty(
        Calls.TRAINING, "/api/v1/training-projects", bad, "weights", "weights-do-not-add-up");
    calls.faulty(
        Calls.TRAINING,
        "/api/v1/training-projects",
        body(2026).replace("D2", "D1"),
        "targets",
        "target-twice");
    calls.post(Calls.TRAINING, "/api/v1/training-projects", body(2026).replace("D2", "D77"), 404);
  }

  private List<String> listed(String token) {
    return calls
        .get(token, "/api/v1/training-projects?limit=200")
        .get("items")
        .valueStream()
        .map(one -> "/api/v1/training-projects/" + one.get("id").asString())
        .toList();
  }

  private JsonNode overdue(String project) {
    return calls.get(Calls.TRAINING, project + "/milestones?overdue=true").get("items");
  }

  private List<String> order(String project) {
    return calls
        .get(Calls.TRAINING, project)
        .get("priorities")
        .valueStream()
        .map(
            one ->
                one.get("unit").asString().replaceAll(".*\\.", "")
                    + " "
                    + one.get("score").asDouble())
        .toList();
  }

  private String project(int year) {
    return "/api/v1/training-projects/"
        + calls
            .post(Calls.TRAINING, "/api/v1/training-projects", body(year), 201)
            .get("id")
            .asString();
  }

  private static String body(int year) {
    return """
    {"unit": "IL.PROJECT", "nameHe": "מיצוי זכויות", "year": %d, "tools": ["DECK"], "weights": null, "targets": [
      {"unit": "IL.PROJECT.A1.D1", "cluster": "NEGEV", "workers": 2, "need": 80, "readiness": 40, "learningValue": 40},
      {"unit": "IL.PROJECT.A1.D2", "cluster": "NEGEV", "workers": 2, "need": 70, "readiness": 40, "learningValue": 40}]}
    """
        .formatted(year);
  }
}
