package org.retzef.rights.takeup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.rights.takeup.TestCases.stuck;
import static org.retzef.rights.takeup.TestCases.today;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.rights.Desk;
import org.retzef.rights.TestFamilies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What has become of a department's cases, today and on any day before. */
@RetzefIT
class TakeUpStatusIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Desk desk;
  private TestCases cases;

  @BeforeEach
  void openTheDesk() {
    desk = new Desk(http);
    cases = new TestCases(desk, database);
  }

  /** 54 % taken up, 34 % in process, the rest neither [S1], out of fifty cases. */
  @Test
  void findsTheSharesOfTheNewsletterInTheCasesAndAgainOnAnyDay() {
    String unit = "IL.HAIFA_NORTH.A4000.D6";
    String head = Desk.token("h-6", unit, "department-head");
    String worker = Desk.token("w-6", unit, "family-social-worker");
    LocalDate today = today();
    List<UUID> families = new TestFamilies(database).registered(unit, 3, 2, 50);
    for (int i = 0; i < 50; i++) {
      String id = cases.opened(worker, families.get(i), "CHILD_ALLOWANCE");
      String path = "take-up-cases/" + id;
      if (i < 27) {
        desk.ok(
            desk.post(
                worker,
                path + "/result",
                i < 20
                    ? "{\"result\":\"TAKEN_UP\",\"worth\":169,\"worthPeriod\":\"MONTHLY\",\"on\":\"%s\"}"
                        .formatted(today)
                    : "{\"result\":\"PARTIAL\",\"reason\":\"CONDITIONS_NOT_MET\",\"worth\":9,\"worthPeriod\":\"ONCE\",\"on\":\"%s\"}"
                        .formatted(today),
                1));
      } else if (i < 44) {
        desk.ok(
            i % 2 == 0
                ? desk.post(worker, path + "/progress", "{\"on\":\"%s\"}".formatted(today), 1)
                : desk.post(worker, path + "/stuck", stuck("WAITING_FOR_AUTHORITY"), 1));
      }
      backdate(id, i);
    }
    JsonNode now = desk.read(head, "take-up-cases/status");
    assertThat(shares(now)).containsExactly("54.0", "34.0", "12.0");
    assertThat(now.get("all").asInt()).isEqualTo(50);
    JsonNode byFamily = desk.read(head, "take-up-cases/status?basis=FAMILIES");
    assertThat(shares(byFamily)).containsExactly("54.0", "34.0", "12.0");
    for (int week = 0; week < 12; week++) { // the past is there as it was, and always whole
      JsonNode then = desk.read(head, "take-up-cases/status?asOf=" + today.minusWeeks(week));
      double sum = shares(then).stream().mapToDouble(Double::parseDouble).sum();
      assertThat(sum).isEqualTo(then.get("all").asInt() == 0 ? 0 : 100);
    }
    JsonNode first = desk.read(head, "take-up-cases/status?asOf=" + today.minusDays(1));
    assertThat(first.get("all").asInt()).isEqualTo(50);
    assertThat(first.get("none").asInt()).isEqualTo(50); // opened, and nobody had begun
    assertThat(desk.read(Desk.NATIONAL, "take-up-cases/status/" + unit).get("all").asInt())
        .isEqualTo(50);
    Answers.refused(desk.get(Desk.WORKER, "take-up-cases/status/" + unit), 404, "unit-not-found");
  }

  private static List<String> shares(JsonNode status) {
    return Stream.of("takenUpPct", "inProcessPct", "nonePct")
        .map(name -> status.get(name).asString())
        .toList();
  }

  /** As if the case had been opened some weeks ago. */
  private void backdate(String id, int days) {
    database
        .sql("update take_up_move set on_day = on_day - :days where case_id = :id and number = 1")
        .bind("days", days + 1)
        .bind("id", UUID.fromString(id))
        .then()
        .block();
  }
}
