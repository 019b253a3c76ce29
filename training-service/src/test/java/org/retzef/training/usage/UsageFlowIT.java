package org.retzef.training.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvents;
import org.retzef.platform.testing.TestTokens;
import org.retzef.training.Calls;
import org.retzef.training.unit.TestUnits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class UsageFlowIT {

  private static final String DISTRICT = "IL.USAGE";
  private static final String ONE = DISTRICT + ".A1.D1";
  private static final String OTHER = DISTRICT + ".A1.D2";
  private static final String READER = TestTokens.token("r-1", DISTRICT, "district-coordinator");

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private Calls calls;

  @BeforeEach
  void begin() {
    calls = new Calls(http);
    TestUnits.plant(database, DISTRICT, DISTRICT + ".A1", ONE, OTHER);
  }

  @Test
  void countsVisitorsByDepartmentAndRoleAndHidesTheFew() {
    StringBuilder file = new StringBuilder("day,unit,role,user,entries\n");
    rows(file, ONE, "family-social-worker", 12);
    rows(file, ONE, "team-lead", 2);
    rows(file, OTHER, "family-social-worker", 20);
    rows(file, OTHER, "team-lead", 9);
    file.append("2026-05-03,").append(ONE).append(",family-social-worker,u0-12,4\n");
    file.append("2026-05-04,IL.NOWHERE,team-lead,x,1\n");
    file.append("yesterday,").append(ONE).append(",team-lead,x,-1\n");
    assertThat(send(file.toString(), true).get("done").asInt()).isEqualTo(44);
    assertThat(usage().get("visitors")).hasSize(1); // only the totals of nothing
    try (var events = TestEvents.on("retzef.training.events")) {
      JsonNode first = send(file.toString(), false);
      assertThat(first.get("done").asInt()).isEqualTo(44);
      assertThat(first.get("refused").asInt()).isEqualTo(2);
      assertThat(first.get("faults").toString())
          .contains("\"row\":45,\"field\":\"unit\"", "unit-not-found")
          .contains("\"row\":46,\"field\":\"day\"", "date-invalid")
          .contains("\"row\":46,\"field\":\"entries\"", "value-invalid");
      String told =
          events
              .await(
                  5,
                  event ->
                      event.type().equals("org.retzef.usage.counted.v1")
                          && event.subject().startsWith(DISTRICT))
              .toString();
      assertThat(told).doesNotContain("u0-12").containsPattern("visitors\\W+12\\D");
    }
    JsonNode again = send(file.toString(), false);
    assertThat(again.get("done").asInt()).isZero();
    assertThat(again.get("repeated").asInt()).isEqualTo(44);

    JsonNode usage = usage();
    assertThat(usage.at("/visitors/0/row").asString()).isEqualTo(ONE);
    String row = "{\"row\":\"%s\",\"columns\":[".formatted(ONE);
    assertThat(usage.get("visitors").toString())
        .contains(row)
        .contains("{\"column\":\"team-lead\",\"people\":null}")
        .contains("\"people\":14}", "\"people\":29}", "\"people\":11}", "\"people\":43}")
        .doesNotContain("\"people\":2}", "\"people\":12}", "\"people\":9}");
    assertThat(usage.get("entries").toString())
        .contains("{\"column\":\"team-lead\",\"people\":null}");
  }

  @Test
  void takesJsonLinesAndRefusesAFileWithoutItsColumns() {
    String line =
        """
        {"rowKey": "k-1", "day": "2026-04-01", "unit": "%s", "role": "team-lead", "user": "a", "entries": 3}
        not json at all
        """
            .formatted(OTHER);
    JsonNode taken = Answers.json(post(line, "application/x-ndjson", false), 202);
    assertThat(taken.get("done").asInt()).isEqualTo(1);
    assertThat(taken.get("refused").asInt()).isEqualTo(1);
    String uri = "/api/v1/site-usage/imports/" + taken.get("id").asString();
    assertThat(calls.get(Calls.TRAINING, uri).get("status").asString()).isEqualTo("DONE");
    JsonNode refused = Answers.json(post("a,b\n1,2\n", "text/csv", false), 400);
    assertThat(refused.get("errors").toString())
        .contains("import-columns", "day, entries, role, unit, user");
  }

  @Test
  void setsSampleTalksBesideEntriesAndAnswers() {
    String talk =
        """
        {"unit": "%s", "role": "team-lead", "heldOn": "2026-03-03",
         "findings": ["USES_THE_SITE", "MET_UNKNOWN_RIGHTS"]}
        """
            .formatted(ONE);
    calls.post(Calls.TRAINING, "/api/v1/site-usage/talks", talk, 201);
    JsonNode march = calls.get(READER, "/api/v1/site-usage?from=2026-03-01&until=2026-03-31");
    assertThat(march.get("talks").asInt()).isEqualTo(1);
    assertThat(march.at("/findings/USES_THE_SITE").asInt()).isEqualTo(1);
    Answers.refused(
        calls.send(
            TestTokens.token("c", "IL.JERUSALEM", "district-coordinator"),
            HttpMethod.POST,
            "/api/v1/site-usage/talks",
            talk),
        404,
        "unit-not-found");
  }

  private static void rows(StringBuilder file, String unit, String role, int people) {
    for (int i = 0; i < people; i++) {
      file.append("2026-05-01,%s,%s,u%d-%d,%d\n".formatted(unit, role, i, people, 1 + i % 3));
    }
  }

  private JsonNode usage() {
    return calls.get(READER, "/api/v1/site-usage?from=2026-05-01&until=2026-05-31");
  }

  private JsonNode send(String file, boolean dryRun) {
    return Answers.json(post(file, "text/csv", dryRun), 202);
  }

  private WebTestClient.ResponseSpec post(String file, String type, boolean dryRun) {
    return http.post()
        .uri("/api/v1/site-usage/imports?dryRun=" + dryRun)
        .headers(headers -> headers.setBearerAuth(Calls.TRAINING))
        .contentType(MediaType.parseMediaType(type))
        .bodyValue(file)
        .exchange();
  }
}
