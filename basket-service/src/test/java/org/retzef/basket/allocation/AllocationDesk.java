package org.retzef.basket.allocation;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.Desk;
import org.retzef.basket.ReferenceFile;
import org.retzef.platform.testing.Answers;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** Where the basket manager loads a budget, moves its money, and corrects it. */
final class AllocationDesk {

  private final WebTestClient http;

  AllocationDesk(WebTestClient http) {
    this.http = http;
  }

  /** The eight budgets of 2021, as those of that year; answers the budget. */
  String loads(int year) {
    String rows =
        ReferenceFile.rows("budget-2021.csv").stream()
            .map(
                row ->
                    "{\"track\":\"%s\",\"families\":%s,\"basket\":\"%s\",\"total\":\"%s\"}"
                        .formatted((Object[]) row))
            .collect(Collectors.joining(","));
    return Answers.id(
        manager().post("/budgets", "{\"year\":%d,\"rows\":[%s]}".formatted(year, rows)));
  }

  ResponseSpec moves(String budget, String track, String from, String to, String amount) {
    return manager().post("/budgets/" + budget + "/allocations", move(track, from, to, amount));
  }

  static String move(String track, String from, String to, String amount) {
    return """
        {"from": {"track": "%s", "unit": "%s"}, "to": {"track": "%s", "unit": "%s"},
         "amount": "%s"}
        """
        .formatted(track, from, track, to, amount);
  }

  ResponseSpec movesAcross(String budget, String from, String to, String amount) {
    return manager()
        .post(
            "/budgets/" + budget + "/allocations",
            """
            {"from": {"track": "%s", "unit": "IL"}, "to": {"track": "%s", "unit": "IL"},
             "amount": "%s"}
            """
                .formatted(from, to, amount));
  }

  ResponseSpec corrects(String budget, String direction, String amount, @Nullable String day) {
    return manager()
        .post(
            "/budgets/" + budget + "/corrections",
            """
            {"track": "MAPA", "direction": "%s", "amount": "%s", "reasonCode": "GOVERNMENT_DECISION",
             "effectiveOn": %s}
            """
                .formatted(direction, amount, day == null ? "null" : "\"" + day + "\""));
  }

  JsonNode line(String budget, String track) {
    for (JsonNode line : position(budget).get("lines")) {
      if (line.get("track").asString().equals(track)) {
        return line;
      }
    }
    throw new AssertionError(track);
  }

  JsonNode position(String budget) {
    return manager().read("/budgets/" + budget + "/position");
  }

  Desk manager() {
    return Desk.basketManager(http);
  }
}
