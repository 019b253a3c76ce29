package org.retzef.reporting.trainingeffect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From told events to the answer; each test has a district of its own. */
@RetzefIT
class TrainingEffectFlowIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final LocalDate BEFORE = LocalDate.of(2020, 1, 20);
  private static final LocalDate TRAINING = LocalDate.of(2020, 3, 10);
  private static final LocalDate AFTER = LocalDate.of(2020, 6, 30);
  private static final Periods PERIODS =
      Periods.over(YearMonth.of(2020, 3), YearMonth.of(2020, 3), 3, LocalDate.of(2020, 9, 1));

  @Autowired private WebTestClient http;

  @Test
  void recoversAKnownEffectOutOfWhatWasTold() {
    String district = "IL.KNOWN_EFFECT";
    List<Department> drawn = in(district, new MadeUpDepartments(7, 6, 6, 40, 20).draw());
    try (var feed = new ChainFeed()) {
      drawn.forEach(department -> tell(feed, department));
    }
    TrainingEffect expected =
        TrainingEffect.of(PERIODS, new Method("", "", "", ""), drawn, List.of(), List.of());
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              JsonNode found = answer(district);
              assertThat(found.get("estimates")).isEqualTo(JSON.valueToTree(expected.estimates()));
              assertThat(found.get("followUps").toString())
                  .isEqualTo(
                      """
                      [{"stage":"FIRST","mails":70,"answers":20},\
                      {"stage":"SECOND","mails":50,"answers":10},\
                      {"stage":"THIRD","mails":40,"answers":30}]""");
            });
    JsonNode answer = answer(district);
    JsonNode takeUp = answer.get("estimates").get(0);
    assertThat(takeUp.get("low").asDouble()).isBetween(0.1, 40.0);
    assertThat(takeUp.get("high").asDouble()).isGreaterThan(40);
    assertThat(answer.get("departments").toString())
        .isEqualTo(JSON.writeValueAsString(expected.departments()));
    assertThat(answer.get("method").get("name").asString()).isEqualTo("difference-in-differences");
    assertThat(answer.get("useByRole").toString())
        .isEqualTo(
            """
            [{"role":"family-social-worker","before":0,"after":10},\
            {"role":"team-lead","before":%d,"after":%d}]"""
                .formatted(
                    inTens(drawn, department -> department.before().entries()),
                    inTens(drawn, department -> department.after().entries() - 1)));
    assertThat(answer("IL.KNOWN_EFFECT.A7.D0").get("departments")).hasSize(1);
    assertThat(answer("IL.OTHER_DISTRICT").get("departments")).isEmpty();
  }

  @Test
  void countsNoDepartmentAsTrainedOfWhichNobodyCameOrWhoseSessionIsNotClosed() {
    String district = "IL.NOT_TRAINED";
    String came = district + ".A1.D1";
    String takenBack = district + ".A1.D2";
    String open = district + ".A1.D3";
    String late = district + ".A1.D4";
    try (var feed = new ChainFeed()) {
      for (String department : List.of(came, takenBack, open, late)) {
        feed.used(department, "team-lead", BEFORE, 1);
      }
      UUID first = UUID.randomUUID();
      UUID second = UUID.randomUUID();
      feed.attended(first, came, 7, TRAINING);
      feed.held(first, came, TRAINING);
      feed.attended(second, takenBack, 7, TRAINING);
      feed.held(second, takenBack, TRAINING);
      feed.attended(second, takenBack, 0, TRAINING);
      feed.attended(UUID.randomUUID(), open, 7, TRAINING);
      UUID third = UUID.randomUUID();
      feed.attended(third, late, 7, AFTER);
      feed.held(third, late, AFTER);
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(groups(answer(district)))
                    .containsExactly("TRAINED", "UNTRAINED", "UNTRAINED", "LEFT_OUT"));
    assertThat(answer(district).get("estimates").get(0).get("note").asString())
        .isEqualTo("too-few-departments");
    assertThat(answer(district).get("useByRole")).isEmpty();
  }

  @Test
  void refusesMonthsThatCannotBeComparedAndWhoMayNotRead() {
    String coming = YearMonth.now(ZoneId.of("Asia/Jerusalem")).minusMonths(1).toString();
    refused("from=2020-03&to=" + coming, "to", "training-effect-not-over");
    refused("from=2020-04&to=2020-03", "to", "training-effect-order");
    refused("from=2020-03&to=2020-03&months=13", "months", "training-effect-months");
    refused("from=March&to=2020-03", "from", "value-invalid");
    get(TestTokens.token("w-1", "IL", "family-social-worker"), "from=2020-03&to=2020-03")
        .expectStatus()
        .isForbidden();
  }

  private static List<Department> in(String district, List<Department> drawn) {
    List<Department> moved = new ArrayList<>();
    for (Department one : drawn) {
      String path = one.unit().path().replace("IL.SOUTH", district);
      moved.add(
          new Department(
              new UnitPath(path), one.group(), one.attended(), one.before(), one.after()));
    }
    moved.sort(java.util.Comparator.comparing(one -> one.unit().path()));
    return moved;
  }

  private static long inTens(List<Department> drawn, ToLongFunction<Department> entries) {
    long all =
        drawn.stream()
            .filter(department -> department.group() == Department.Group.TRAINED)
            .mapToLong(entries)
            .sum();
    return Math.round(all / 10.0) * 10;
  }

  /**
   * Cases of a centre count for its department; a session after the months of training, with what
   * followed it, counts for nothing.
   */
  private static void tell(ChainFeed feed, Department department) {
    String unit = department.unit().path();
    if (department.group() == Department.Group.TRAINED) {
      UUID session = UUID.randomUUID();
      feed.attended(session, unit, 3, TRAINING);
      feed.attended(session, unit, (int) department.attended(), TRAINING);
      feed.held(session, unit, TRAINING);
      feed.followedUp(session, "FIRST", unit, 12, 3);
      feed.followedUp(session, "SECOND", unit, 9, 2);
      feed.followedUp(session, "THIRD", unit, 7, 5);
      UUID later = UUID.randomUUID();
      feed.attended(later, unit, 9, AFTER);
      feed.held(later, unit, AFTER);
      feed.followedUp(later, "THIRD", unit, 50, 50);
    }
    feed.used(unit, "team-lead", BEFORE, department.before().entries());
    feed.used(unit, "team-lead", AFTER, department.after().entries() - 1);
    feed.used(unit, "family-social-worker", AFTER, 1);
    feed.closed(unit + ".C1", department.before(), BEFORE);
    feed.closed(unit, department.after(), AFTER);
    feed.closed(unit, department.after(), TRAINING);
    feed.used(unit, "team-lead", TRAINING, 99);
  }

  private static List<String> groups(JsonNode answer) {
    List<String> groups = new ArrayList<>();
    answer.get("departments").forEach(one -> groups.add(one.get("group").asString()));
    return groups;
  }

  private JsonNode answer(String unit) {
    return JSON.readTree(
        get(TestTokens.token("c-1", unit, "district-coordinator"), "from=2020-03&to=2020-03")
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody());
  }

  private void refused(String query, String field, String code) {
    get(TestTokens.token("analyst-1", "IL", "data-analyst"), query)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].field")
        .isEqualTo(field)
        .jsonPath("$.errors[0].code")
        .isEqualTo(code);
  }

  private WebTestClient.ResponseSpec get(String token, String query) {
    return http.get()
        .uri("/api/v1/reports/training-effect?" + query)
        .headers(headers -> headers.setBearerAuth(token))
        .exchange();
  }
}
