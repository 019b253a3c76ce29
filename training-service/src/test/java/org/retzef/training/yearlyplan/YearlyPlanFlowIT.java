package org.retzef.training.yearlyplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.retzef.training.Calls;
import org.retzef.training.unit.TestUnits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class YearlyPlanFlowIT {

  private static final String PLANS = "/api/v1/yearly-plans";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private final String district =
      "IL.Y" + UUID.randomUUID().toString().substring(0, 8).toUpperCase();
  private final String department = district + ".A1.D1";
  private final String supervisor = TestTokens.token("s-1", district, "supervisor");
  private final String head = TestTokens.token("h-1", department, "department-head");
  private Calls calls;

  @BeforeEach
  void begin() {
    calls = new Calls(http);
    TestUnits.plant(database, district);
    TestUnits.plant(database, department);
  }

  @Test
  void saysSomethingOfEveryCoreTopicOfItsLevel() {
    assertThat(topics("ENVELOPE")).hasSize(4);
    assertThat(topics("DEPARTMENT")).hasSize(4);
    JsonNode plan = calls.post(supervisor, PLANS, plan(district, topics("ENVELOPE"), "מסמך"), 201);
    assertThat(plan.get("level").asString()).isEqualTo("DISTRICT");
    List<String> fewer = topics("ENVELOPE").subList(1, 4);
    JsonNode refused = calls.post(supervisor, PLANS, plan(district, fewer, "מסמך"), 400);
    assertThat(refused.get("errors").toString())
        .contains("core-topic-missing")
        .contains("POOLED_RESOURCES");
    calls.faulty(
        head,
        PLANS,
        plan(department, topics("ENVELOPE"), "מסמך"),
        "items[0].topic",
        "core-topic-unknown");
    calls.faulty(
        supervisor,
        PLANS,
        plan(district, topics("ENVELOPE"), "מסמך").replace("\"year\": 2021", "\"year\": 2022"),
        "items[3].dueOn",
        "day-not-of-year");
    calls.post(head, PLANS, plan(department, topics("DEPARTMENT"), "מסמך"), 201);
  }

  @Test
  void keepsEveryVersionAndShowsTheNewestToItsUnitAndThoseAbove() {
    String first = id(plan(district, topics("ENVELOPE"), "קודם"));
    String second = id(plan(district, topics("ENVELOPE"), "אחר כך"));
    assertThat(calls.get(supervisor, PLANS + "/" + first).get("version").asInt()).isEqualTo(1);
    JsonNode newest = calls.get(supervisor, PLANS + "?year=2021").get("items");
    assertThat(newest).hasSize(1);
    assertThat(newest.get(0).get("id").asString()).isEqualTo(second);
    assertThat(newest.get(0).get("version").asInt()).isEqualTo(2);
    assertThat(newest.toString()).contains("אחר כך").doesNotContain("קודם");
    Answers.refused(
        calls.send(head, HttpMethod.GET, PLANS + "/" + second, null), 404, "yearly-plan-not-found");
    Answers.refused(
        calls.send(head, HttpMethod.POST, PLANS, plan(district, topics("ENVELOPE"), "שלי")),
        404,
        "unit-not-found");
  }

  private String id(String plan) {
    return calls.post(supervisor, PLANS, plan, 201).get("id").asString();
  }

  private List<String> topics(String reach) {
    List<String> codes = new ArrayList<>();
    for (JsonNode topic : calls.get(head, "/api/v1/core-topics").get("items")) {
      if (topic.get("reach").asString().equals(reach)) {
        codes.add(topic.get("code").asString());
      }
    }
    return codes;
  }

  private static String plan(String unit, List<String> topics, String text) {
    return "{\"unit\": \"%s\", \"year\": 2021, \"items\": [%s]}"
        .formatted(
            unit,
            topics.stream()
                .map(
                    topic ->
                        """
                        {"topic": "%s", "textHe": "%s", "owner": "מטה", "dueOn": "2021-06-30"}
                        """
                            .formatted(topic, text))
                .collect(Collectors.joining(",")));
  }
}
