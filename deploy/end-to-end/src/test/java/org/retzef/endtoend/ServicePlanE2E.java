package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An authority's mix of services, from its budget for the community to the ministry's report. */
class ServicePlanE2E {

  private static final String AUTHORITY = "IL.SOUTH.A2630";

  private final Platform platform = Platform.running();
  private final Caller authority = new Caller(platform, "authority");
  private final Caller deputy = new Caller(platform, "deputy");
  private final Caller ministry = new Caller(platform, "national");
  private final int year = Platform.today().getYear();

  private String plan;

  @Test
  void isPlannedByOnePersonApprovedByAnotherAndCountedByTheMinistry() {
    String begun =
        authority
            .post(
                "/api/v1/service-plans",
                "{\"unit\": \"%s\", \"year\": %d}".formatted(AUTHORITY, year))
            .expect(201)
            .text("id");
    plan = "/api/v1/service-plans/" + begun;
    new Caller(platform, "basket")
        .send("PUT", plan + "/community-budget", "{\"amount\": \"400000.00\"}", eTag())
        .expect(200);
    for (int station = 1; station <= 5; station++) {
      String skipped = "{\"status\": \"SKIPPED\", \"note\": \"נעשה אשתקד\", \"entries\": []}";
      authority.send("PUT", plan + "/stations/" + station, skipped, "\"0\"").expect(200);
    }
    adds(false, "36000.00", 201);
    adds(true, "80000.01", 409);
    adds(true, "80000.00", 201);
    authority
        .send(
            "PATCH",
            plan,
            """
            {"consulted": [{"party": "RESIDENTS", "way": "ONLINE_SURVEY", "on": "%s"}]}
            """
                .formatted(Platform.today()),
            eTag())
        .expect(200);
    authority.change(plan + "/submission", "", eTag()).expect(201);
    String approval = "{\"decision\": \"APPROVE\"}";
    authority.change(plan + "/approval", approval, eTag()).expect(409);
    ministry.change(plan + "/approval", approval, eTag()).expect(403);
    deputy.change(plan + "/approval", approval, eTag()).expect(201);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(figure("money_in_mixes?by=developed&").toString())
                  .contains("80000.00", "36000.00");
              assertThat(figure("self_developed_share?").at("/total/value").asLong()).isEqualTo(20);
            });
  }

  private JsonNode figure(String indicator) {
    String path = "/api/v1/indicators/" + indicator + "unit=" + AUTHORITY;
    return ministry.get(path).expect(200).body();
  }

  private void adds(boolean selfDeveloped, String cost, int status) {
    authority
        .post(
            plan + "/items",
            """
            {"name": "קהילות שירות", "goals": ["BELONGING"], "selfDeveloped": %s,
             "outcome": "שייכות", "output": "קבוצה", "cost": "%s", "participants": 30,
             "groupSize": 30, "frequency": "EVERY_TWO_WEEKS"}
            """
                .formatted(selfDeveloped, cost))
        .expect(status);
  }

  private String eTag() {
    return authority.get(plan).expect(200).eTag();
  }
}
