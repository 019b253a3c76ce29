package org.retzef.basket.basket;

import java.time.LocalDate;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.TestEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Budgets, enrolments, and what becomes of the baskets that they open. */
record BasketLife(WebTestClient http) {

  /** Answers the budget's id. */
  String loads(int year, String track, int families, String basket) {
    return Answers.id(
        manager()
            .post(
                "/budgets",
                """
                {"year": %d, "rows": [{"track": "%s", "families": %d, "basket": "%s",
                 "total": "%s"}]}
                """
                    .formatted(
                        year,
                        track,
                        families,
                        basket,
                        new java.math.BigDecimal(basket)
                            .multiply(new java.math.BigDecimal(families)))));
  }

  void grows(String budget, String track, String amount) {
    manager()
        .post(
            "/budgets/" + budget + "/corrections",
            """
            {"track": "%s", "direction": "INCREASE", "amount": "%s", "reasonCode": "MORE_FAMILIES"}
            """
                .formatted(track, amount))
        .expectStatus()
        .isCreated();
  }

  /** What of its one line is in no basket. */
  String free(String budget) {
    return manager()
        .read("/budgets/" + budget + "/position")
        .get("lines")
        .get(0)
        .get("free")
        .asString();
  }

  String ceiling(String basket) {
    return worker().read("/baskets/" + basket).get("ceiling").asString();
  }

  WebTestClient.ResponseSpec adjusts(String basket, String direction, String amount) {
    return manager().post("/baskets/" + basket + "/adjustments", adjustment(direction, amount));
  }

  static String adjustment(String direction, String amount) {
    return "{\"direction\": \"%s\", \"amount\": \"%s\", \"reasonCode\": \"FAMILY_CHANGED\"}"
        .formatted(direction, amount);
  }

  JsonNode await(UUID family, String status) {
    return Awaitility.await()
        .until(
            () -> worker().read("/baskets?familyId=" + family).get("items"),
            found -> found.size() == 1 && found.get(0).get("status").asString().equals(status))
        .get(0);
  }

  static TestEvent ended(UUID family, UUID enrolment, int version, LocalDate day) {
    return TestEvent.of(
        "org.retzef.enrolment.ended.v1",
        family.toString(),
        version,
        """
        {"familyId":"%s","enrolmentId":"%s","unit":"%s","programme":"NOSHMIM","track":"ENDING",
         "status":"GRADUATED","endDate":"%s","reason":"GOALS_REACHED"}
        """
            .formatted(family, enrolment, Desk.DEPARTMENT, day));
  }

  static String id(JsonNode basket) {
    return basket.get("id").asString();
  }

  Desk worker() {
    return Desk.worker(http);
  }

  Desk manager() {
    return Desk.basketManager(http);
  }
}
