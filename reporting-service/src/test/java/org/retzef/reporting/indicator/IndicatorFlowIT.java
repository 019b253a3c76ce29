package org.retzef.reporting.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestTokens;
import org.retzef.reporting.Feed;
import org.retzef.reporting.HeadlineReader;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each test has a district of its own, so that nothing else is counted in it. */
@RetzefIT
class IndicatorFlowIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final LocalDate DAY = LocalDate.of(2019, 3, 10);

  @Autowired private WebTestClient http;

  private final Feed feed = new Feed();
  private final String district =
      "IL.D" + UUID.randomUUID().toString().substring(0, 8).toUpperCase();
  private final UUID trainingPlan = UUID.randomUUID();
  private final String manager = TestTokens.token("m-1", "IL", "national-manager");

  @AfterEach
  void hangUp() {
    feed.close();
  }

  @AfterAll
  static void isProved(@Autowired WebTestClient http) {
    assertThat(new HeadlineReader(http).difference()).isZero();
  }

  @Test
  void breaksDownByUnitTrackAndMonthAndOpensTheRowsBehind() {
    UUID inBoth = UUID.randomUUID();
    enrol(inBoth, ".A1.D1", "NOSHMIM_ROUTINE", "2019-01-05");
    enrol(inBoth, ".A2.D1", "NOSHMIM_SOLDIERS", "2019-02-05");
    enrol(UUID.randomUUID(), ".A2.D1", "NOSHMIM_ROUTINE", "2019-03-01");
    feed.tell(feed.planned("NOSHMIM", "NOSHMIM_ROUTINE", district, "2019", 4, 1, "2019-01-01"));
    String code = "/api/v1/indicators/active_families_noshmim";
    awaitTotal(code, 2);
    assertThat(items(code + "?by=authority&"))
        .containsExactly(district + ".A1 1", district + ".A2 2");
    assertThat(items(code + "?by=track&"))
        .containsExactly("NOSHMIM_ROUTINE 2", "NOSHMIM_SOLDIERS 1");
    assertThat(items(code + "?by=month&from=2019-01-01&"))
        .containsExactly("2019-01 1", "2019-02 1", "2019-03 2");
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () -> {
              JsonNode share = get(manager, code + "_share_of_plan?" + where()).get("total");
              assertThat(share.get("value").asLong()).isEqualTo(50);
              assertThat(share.get("planVersion").asLong()).isEqualTo(1);
            });

    JsonNode rows = get(manager, "/api/v1/lineage/active_families_noshmim?limit=1&" + where());
    assertThat(rows.get("value").asLong()).isEqualTo(2);
    assertThat(rows.get("items")).hasSize(1);
    JsonNode more =
        get(
            manager,
            "/api/v1/lineage/active_families_noshmim?limit=1&"
                + where()
                + "&cursor="
                + rows.get("next").asString());
    assertThat(more.get("next").isNull()).isTrue();
    assertThat(amounts(rows) + amounts(more)).isEqualTo(2);
    assertThat(
            amounts(
                get(
                    manager,
                    "/api/v1/lineage/active_families_noshmim_share_of_plan?part=DENOMINATOR&"
                        + where())))
        .isEqualTo(4);
  }

  @Test
  void addsUpMoneyOfATimeByCategory() {
    for (int day = 1; day <= 3; day++) {
      pay("2019-02-0" + day, "100.01", "FOOD");
      pay("2019-03-0" + day, "50.00", "RENT\", \"FOOD");
    }
    String code = "/api/v1/indicators/money_paid";
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(get(manager, code + "?" + where()).get("total").get("amount").asString())
                    .isEqualTo("450.03"));
    JsonNode march = get(manager, code + "?by=category&from=2019-03-02&" + where());
    assertThat(march.get("total").get("amount").asString()).isEqualTo("100.00");
    assertThat(amountsByKey(march)).containsExactly("FOOD 100.00", "RENT 100.00");
    exchange(manager, "/api/v1/exports/money_paid?by=category&" + where())
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("Content-Disposition", "attachment; filename=\"money_paid-2019-03-10.csv\"")
        .expectBody(String.class)
        .value(csv -> assertThat(csv).contains("RENT,,150.00", district + ",,450.03"));
    JsonNode rows = get(manager, "/api/v1/lineage/money_paid?from=2019-03-02&" + where());
    assertThat(rows.get("value").asLong()).isEqualTo(10_000);
    assertThat(amounts(rows)).isEqualTo(10_000);
  }

  @Test
  void takesOffTheFamiliesThatHaveTakenUpFromThoseInProcess() {
    for (int i = 0; i < 3; i++) {
      UUID id = UUID.randomUUID();
      String whose =
          "{\"caseId\": \"%s\", \"familyId\": \"%s\", \"unit\": \"%s.A1.D1\", \"right\": null, \"category\": \"FAMILY\", "
              .formatted(id, UUID.randomUUID(), district);
      tell("take-up.opened", id, whose + "\"byScreening\": true, \"openedOn\": \"2019-01-01\"}");
      tell(
          "take-up.moved",
          id,
          whose
              + "\"from\": \"OPEN\", \"to\": \"STUCK\", \"reason\": \"COST\", \"movedOn\": \"2019-02-01\"}");
      if (i < 2) {
        tell(
            "take-up.closed",
            id,
            whose
                + "\"from\": \"STUCK\", \"result\": \"%s\", \"reason\": null, \"worth\": null, \"worthPeriod\": null, \"closedOn\": \"2019-03-01\"}"
                    .formatted(i == 0 ? "TAKEN_UP" : "FAILED"));
      }
    }
    String code = "/api/v1/indicators/rights_in_process";
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(get(manager, code + "?" + where()).get("total").get("value").asLong())
                    .isEqualTo(33));
    JsonNode rows = get(manager, "/api/v1/lineage/rights_in_process?" + where());
    assertThat(rows.get("value").asLong()).isEqualTo(1);
    assertThat(amounts(rows)).isEqualTo(1);
    assertThat(items("/api/v1/indicators/take_up_cases?by=state&"))
        .containsExactly("FAILED 1", "OPEN 0", "STUCK 1", "TAKEN_UP 1");
  }

  @Test
  void hidesFewFromWhoDoesNotWorkWithFamiliesAndOtherUnitsFromAll() {
    for (int i = 0; i < 9; i++) {
      enrol(UUID.randomUUID(), i < 2 ? ".A1.D1" : ".A2.D1", "NOSHMIM_ROUTINE", "2019-01-05");
    }
    String code = "/api/v1/indicators/active_families_noshmim";
    awaitTotal(code, 9);
    String coordinator = TestTokens.token("c-1", district, "district-coordinator");
    JsonNode seen = get(coordinator, code + "?by=authority&to=" + DAY);
    assertThat(seen.get("total").get("value").asLong()).isEqualTo(9);
    for (JsonNode item : seen.get("items")) {
      assertThat(item.get("value").isNull()).isTrue();
      assertThat(item.get("note").asString()).isEqualTo("small-cell");
    }
    String head = TestTokens.token("h-1", district + ".A1.D1", "department-head");
    assertThat(get(head, code + "?to=" + DAY).get("total").get("value").asLong()).isEqualTo(2);
    for (String beside : List.of(district, district + ".A2.D1", "IL", "nowhere")) {
      exchange(head, code + "?unit=" + beside).expectStatus().isNotFound();
      exchange(head, "/api/v1/lineage/active_families_noshmim?unit=" + beside)
          .expectStatus()
          .isNotFound();
    }
    exchange(coordinator, "/api/v1/lineage/active_families_noshmim").expectStatus().isForbidden();
  }

  @Test
  void countsAFamilyThatHasMovedWhereItIs() {
    UUID family = UUID.randomUUID();
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
    enrol(family, ".A1.D1", "NOSHMIM_ROUTINE", "2019-01-05");
    tell(
        "family.transferred",
        family,
        "{\"familyId\": \"%1$s\", \"fromUnit\": \"%2$s.A1.D1\", \"unit\": \"%2$s.A2.D1\"}"
            .formatted(family, district));
    String code = "/api/v1/indicators/active_families_noshmim?by=authority&unit=" + district;
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(itemsOf(get(manager, code + "&to=" + today)))
                    .containsExactly(district + ".A1 0", district + ".A2 1"));
    assertThat(itemsOf(get(manager, code + "&to=" + today.minusDays(1))))
        .containsExactly(district + ".A1 1");
  }

  /** An emergency adds its own answers; what routine says of any month stays as it was. */
  @Test
  void leavesTheRoutineSeriesAsItWasWhenAnEmergencyIsOnAndOver() {
    assess("2019-01-10", false);
    assess("2019-02-10", false);
    String code = "/api/v1/indicators/assessments_recorded?by=mode&";
    awaitItems(code, "ROUTINE 2");
    tell(
        "emergency-overlay.changed",
        UUID.randomUUID(),
        """
        {"overlayId": "%s", "unit": "%s", "form": "EMERGENCY_2020", "from": "2019-02-01",
         "to": "2019-02-28"}
        """
            .formatted(UUID.randomUUID(), district));
    assess("2019-02-11", true);
    awaitItems(code, "EMERGENCY 1", "ROUTINE 2");
    assertThat(items(code + "from=2019-02-01&")).containsExactly("EMERGENCY 1", "ROUTINE 1");
    assertThat(items(code + "from=2019-03-01&")).containsExactly("EMERGENCY 0", "ROUTINE 0");
    String emergencies = "/api/v1/indicators/emergencies?unit=" + district + "&to=2019-02-";
    assertThat(get(manager, emergencies + "28").get("total").get("value").asLong()).isEqualTo(1);
    assertThat(
            get(manager, emergencies.replace("-02-", "-03-") + "01")
                .get("total")
                .get("value")
                .asLong())
        .isZero();
    JsonNode harmed =
        get(manager, "/api/v1/indicators/employed_before_and_harmed?" + where()).get("total");
    assertThat(harmed.get("numerator").asLong()).isEqualTo(1);
    assertThat(harmed.get("denominator").asLong()).isEqualTo(1);
  }

  private void assess(String day, boolean emergency) {
    UUID family = UUID.randomUUID();
    tell(
        "assessment.recorded",
        family,
        """
        {"familyId": "%s", "assessmentId": "%s", "unit": "%s.A1.D1", "assessedOn": "%s",
         "overlayId": %s, "answers": {"workedBefore": {"%s": true}, "workHarm": {"%s": "DISMISSED"}}}
        """
            .formatted(
                family,
                UUID.randomUUID(),
                district,
                day,
                emergency ? "\"" + UUID.randomUUID() + "\"" : "null",
                family,
                family));
  }

  @Test
  void reportsThatTheBudgetAndTheNewsletterDoNotFit() {
    UUID budget = UUID.randomUUID();
    tell(
        "budget.loaded",
        budget,
        """
        {"budgetId": "%s", "year": 2021, "families": 3430, "total": "27440000.00", "rows": [
          {"track": "NOSHMIM_ROUTINE", "families": 3280, "basket": "8000.00", "total": "26240000.00"},
          {"track": "MAPA", "families": 150, "basket": "8000.00", "total": "1200000.00"}]}
        """
            .formatted(budget));
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () -> {
              List<String> found = new ArrayList<>();
              for (JsonNode one : get(manager, "/api/v1/contradictions").get("items")) {
                found.add(
                    "%s: %s against %s"
                        .formatted(
                            one.get("track").asString(),
                            one.get("one").get("families"),
                            one.get("other").get("families")));
              }
              assertThat(found)
                  .contains("NOSHMIM_ROUTINE: 3280 against 3494", "MAPA: 150 against 176");
            });
  }

  /** All that S0 says of 2021's money, and the sum of all sources, which it does not print. */
  @Test
  void addsUpTheBudgetsOf2021BySourceToTheAgora() {
    tell(
        "budget.loaded",
        UUID.randomUUID(),
        """
        {"budgetId": "%s", "year": 2011, "families": 4990, "total": "59045000.00", "rows": [
          {"track": "ALL_EIGHT", "families": 4990, "basket": "0.00", "total": "59045000.00",
           "sources": [{"source": "MINISTRY", "amount": "59045000.00"}]}]}
        """
            .formatted(UUID.randomUUID()));
    tell(
        "envelope.loaded",
        UUID.randomUUID(),
        """
        {"year": 2011, "total": "4184775.00",
         "lines": [{"line": "OTHER_EIGHT", "amount": "3985500.00"},
                   {"line": "OVERHEAD", "amount": "199275.00"}],
         "sources": [{"source": "MINISTRY", "amount": "3138581.25"},
                     {"source": "JDC_ISRAEL", "amount": "523096.88"},
                     {"source": "RASHI_FOUNDATION", "amount": "523096.87"}]}
        """);
    String year = "?to=2011-07-01&by=";
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        amountsByKey(
                            get(
                                manager,
                                "/api/v1/indicators/money_budgeted_by_source" + year + "source")))
                    .containsExactly(
                        "JDC_ISRAEL 523096.88",
                        "MINISTRY 62183581.25",
                        "RASHI_FOUNDATION 523096.87"));
    JsonNode funds = get(manager, "/api/v1/indicators/money_budgeted_by_source" + year + "fund");
    assertThat(funds.get("total").get("amount").asString()).isEqualTo("63229775.00");
    assertThat(amountsByKey(funds)).containsExactly("BASKETS 59045000.00", "ENVELOPE 4184775.00");
    assertThat(amountsByKey(get(manager, "/api/v1/indicators/envelope_budgeted" + year + "line")))
        .containsExactly("OTHER_EIGHT 3985500.00", "OVERHEAD 199275.00");
  }

  @Test
  void tellsForHowManyWorkersSupervisionIsPausedOnAnyDay() {
    UUID first = UUID.randomUUID();
    supervision(first, ".A1.D1", "RUNNING", "2019-01-01", null);
    supervision(UUID.randomUUID(), ".A2.D1", "RUNNING", "2019-01-01", null);
    supervision(first, ".A1.D1", "PAUSED", "2019-02-10", "EMERGENCY");
    supervision(first, ".A1.D1", "RUNNING", "2019-03-01", null);
    String code = "/api/v1/indicators/workers_supervision";
    awaitTotal("/api/v1/indicators/supervision_pauses", 1);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(items(code + "?by=status&")).containsExactly("PAUSED 0", "RUNNING 2"));
    String february = "?unit=" + district + "&to=2019-02-15";
    assertThat(itemsOf(get(manager, code + february + "&by=status")))
        .containsExactly("PAUSED 1", "RUNNING 1");
    JsonNode share = get(manager, "/api/v1/indicators/workers_supervised_share" + february);
    assertThat(share.get("total").get("value").asLong()).isEqualTo(50);
    assertThat(
            itemsOf(
                get(
                    manager,
                    "/api/v1/indicators/workers_supervised_share" + february + "&by=authority")))
        .containsExactly(district + ".A1 0", district + ".A2 100");
  }

  /** The plan of a district, and the one that took its place. */
  @Test
  void setsTrainingsOfEachMonthBesideTheLastPlan() {
    planned("{\"month\": 1, \"sessions\": 10}, {\"month\": 2, \"sessions\": 15}");
    planned("{\"month\": 2, \"sessions\": 12}, {\"month\": 3, \"sessions\": 20}");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        items(
                            "/api/v1/indicators/sessions_planned_in_districts?by=month&from=2019-01-01&"))
                    .containsExactly("2019-01 0", "2019-02 12", "2019-03 20"));
    assertThat(items("/api/v1/indicators/sessions_planned?by=month&from=2019-03-01&"))
        .containsExactly("2019-03 0");
  }

  /** B15, B21: a mix of the year, and the version that took its place. */
  @Test
  void countsWhatTheLastApprovedMixOfServicesHoldsInItsYear() {
    UUID plan = UUID.randomUUID();
    approved(
        plan,
        1,
        """
        {"goals": ["BELONGING", "PREVENTING_RISK"], "selfDeveloped": true, "cost": "300.00",
         "participants": 30},
        {"goals": ["PRESERVING_FUNCTION"], "selfDeveloped": false, "cost": "500.00",
         "participants": 12}
        """);
    String goals = "/api/v1/indicators/services_in_mixes?by=goal&";
    awaitItems(goals, "BELONGING 1", "PRESERVING_FUNCTION 1", "PREVENTING_RISK 1");
    String share = "/api/v1/indicators/self_developed_share?";
    assertThat(get(manager, share + where()).get("total").get("value").asLong()).isEqualTo(30);
    approved(
        plan,
        2,
        """
        {"goals": ["BELONGING"], "selfDeveloped": true, "cost": "200.00", "participants": 30}
        """);
    awaitItems(goals, "BELONGING 1", "PRESERVING_FUNCTION 0", "PREVENTING_RISK 0");
    assertThat(get(manager, share + where()).get("total").get("value").asLong()).isEqualTo(20);
    assertThat(
            amountsByKey(get(manager, "/api/v1/indicators/money_in_mixes?by=developed&" + where())))
        .containsExactly("BY_AUTHORITY 200.00", "BY_OTHERS 0.00");
    awaitTotal("/api/v1/indicators/service_mixes", 1);
    String after = "/api/v1/indicators/service_mixes?unit=" + district + "&to=2020-01-01";
    assertThat(get(manager, after).get("total").get("value").asLong()).isZero();
  }

  private void approved(UUID plan, int version, String services) {
    tell(
        "service-plan.approved",
        plan,
        """
        {"servicePlanId": "%s", "unit": "%s.A1", "year": 2019, "version": %d,
         "approvedOn": "2018-12-04", "communityBudget": "1000.00", "services": [%s]}
        """
            .formatted(plan, district, version, services));
  }

  private void planned(String months) {
    tell(
        "training-plan.kept",
        trainingPlan,
        """
        {"planId": "%s", "unit": "%s", "year": 2019, "goal": 100, "months": [%s]}
        """
            .formatted(UUID.randomUUID(), district, months));
  }

  private void supervision(UUID id, String unit, String status, String since, String reason) {
    tell(
        "supervision.changed",
        id,
        """
        {"supervisionId": "%s", "unit": "%s", "kind": "CENTRE_FACILITATOR", "status": "%s",
         "since": "%s", "reason": %s}
        """
            .formatted(
                id, district + unit, status, since, reason == null ? null : "\"" + reason + "\""));
  }

  /** P11: what was reported in the minutes, until it is reported anew. */
  @Test
  void makesFiguresOfSteeringMinutes() {
    UUID task = UUID.randomUUID();
    UUID meeting = steering("2019-01-03", 2, 20, 6, "{\"taskId\": \"%s\"}".formatted(task));
    steering("2019-03-03", 1, 25, 4, "");
    tell(
        "steering-task.done",
        meeting,
        "{\"meetingId\": \"%s\", \"taskId\": \"%s\", \"unit\": \"%s\", \"doneOn\": \"2019-02-20\"}"
            .formatted(meeting, task, district));
    awaitTotal("/api/v1/indicators/steering_meetings", 2);
    awaitTotal("/api/v1/indicators/steering_tasks_open", 0);
    assertThat(reported("scholarship_applications", "2019-01-02").get("note").asString())
        .isEqualTo("no-record");
    assertThat(reported("scholarship_applications", "2019-03-02").get("value").asLong())
        .isEqualTo(20);
    assertThat(reported("scholarship_applications", "2019-03-03").get("value").asLong())
        .isEqualTo(25);
    assertThat(reported("preparatory_programmes", "2019-03-03").get("value").asLong()).isEqualTo(4);
    assertThat(reported("preparatory_months", "2019-03-03").get("value").asLong()).isEqualTo(10);
    assertThat(reported("steering_tasks_open", "2019-02-19").get("value").asLong()).isEqualTo(1);
    assertThat(items("/api/v1/indicators/steering_attendance?by=body&"))
        .containsExactly("KOL_ZCHUT 75");
  }

  private UUID steering(String day, int present, int applications, int programmes, String tasks) {
    UUID id = UUID.randomUUID();
    tell(
        "steering-meeting.held",
        id,
        """
        {"meetingId": "%s", "unit": "%s", "heldOn": "%s",
         "attendance": [{"body": "KOL_ZCHUT", "seats": 2, "present": %d}],
         "figures": [{"code": "SCHOLARSHIP_APPLICATIONS", "value": %d},
                     {"code": "PREPARATORY_PROGRAMMES", "value": %d},
                     {"code": "PREPARATORY_MONTHS", "value": 10}],
         "tasks": [%s]}
        """
            .formatted(id, district, day, present, applications, programmes, tasks));
    return id;
  }

  private JsonNode reported(String code, String day) {
    return get(manager, "/api/v1/indicators/" + code + "?unit=" + district + "&to=" + day)
        .get("total");
  }

  @Test
  void tellsWhatFilesHoldWhereTheFamilyIs() {
    UUID family = UUID.randomUUID();
    for (UUID one : List.of(family, UUID.randomUUID())) {
      TestEvent registered =
          feed.next(
              "org.retzef.family.registered.v1",
              one.toString(),
              "{\"familyId\": \"%s\", \"unit\": \"%s.A1.D1\"}".formatted(one, district));
      feed.tell(Feed.at(DAY.atTime(12, 0).toInstant(ZoneOffset.UTC), registered));
    }
    tell(
        "contact.logged",
        family,
        """
        {"familyId": "%s", "contactId": "%s", "unit": "%s.A1.D1", "kind": "CALL",
         "direction": "BY_WORKER", "happenedOn": "2019-03-09"}
        """
            .formatted(family, UUID.randomUUID(), district));
    String code = "/api/v1/indicators/files_with_contact_share";
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(get(manager, code + "?" + where()).get("total").get("value").asLong())
                    .isEqualTo(50));
    tell(
        "family.transferred",
        family,
        "{\"familyId\": \"%1$s\", \"fromUnit\": \"%2$s.A1.D1\", \"unit\": \"%2$s.A2.D1\"}"
            .formatted(family, district));
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        itemsOf(
                            get(manager, code + "?by=authority&unit=" + district + "&to=" + today)))
                    .containsExactly(district + ".A1 0", district + ".A2 100"));
  }

  private void awaitItems(String uri, String... expected) {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(items(uri)).containsExactly(expected));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    exchange(manager, "/api/v1/indicators/nonsense").expectStatus().isNotFound();
    String code = "/api/v1/indicators/receipt_sms_sent";
    assertFault(code + "?by=colour", "breakdown-unknown");
    assertFault(code + "?from=2020-02-01&to=2020-01-01", "from-after-to");
    assertFault(code + "?by=month&from=1950-01-01&to=2020-01-01", "time-too-long");
    assertFault(code + "?to=2999-01-01", "date-in-future");
    assertFault("/api/v1/exports/receipt_sms_sent?format=pdf", "export-format-invalid");
  }

  private void assertFault(String uri, String code) {
    exchange(manager, uri)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].code")
        .isEqualTo(code);
  }

  private void enrol(UUID family, String unit, String track, String day) {
    tell(
        "family.enrolled",
        family,
        """
        {"familyId": "%s", "enrolmentId": "%s", "unit": "%s", "programme": "NOSHMIM",
         "track": "%s", "status": "ACTIVE", "startDate": "%s"}
        """
            .formatted(family, UUID.randomUUID(), district + unit, track, day));
  }

  private void pay(String day, String amount, String categories) {
    UUID id = UUID.randomUUID();
    tell(
        "payment.recorded",
        id,
        """
        {"paymentId": "%s", "unit": "%s.A1.D1", "categories": ["%s"], "amount": "%s",
         "paidOn": "%s"}
        """
            .formatted(id, district, categories, amount, day));
  }

  private void tell(String type, UUID subject, String json) {
    TestEvent event = feed.next("org.retzef." + type + ".v1", subject.toString(), json);
    feed.tell(event);
  }

  private String where() {
    return "unit=" + district + "&to=" + DAY;
  }

  private void awaitTotal(String code, long value) {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(get(manager, code + "?" + where()).get("total").get("value").asLong())
                    .isEqualTo(value));
  }

  private List<String> items(String uri) {
    return itemsOf(get(manager, uri + where()));
  }

  private static List<String> itemsOf(JsonNode answer) {
    List<String> items = new ArrayList<>();
    for (JsonNode item : answer.get("items")) {
      items.add(item.get("key").asString() + " " + item.get("value").asLong());
    }
    return items;
  }

  private static List<String> amountsByKey(JsonNode answer) {
    List<String> items = new ArrayList<>();
    for (JsonNode item : answer.get("items")) {
      items.add(item.get("key").asString() + " " + item.get("amount").asString());
    }
    return items;
  }

  private static long amounts(JsonNode rows) {
    long sum = 0;
    for (JsonNode row : rows.get("items")) {
      sum += row.get("amount").asLong();
    }
    return sum;
  }

  private JsonNode get(String token, String uri) {
    return JSON.readTree(
        exchange(token, uri).expectStatus().isOk().expectBody().returnResult().getResponseBody());
  }

  private WebTestClient.ResponseSpec exchange(String token, String uri) {
    return http.get().uri(uri).headers(headers -> headers.setBearerAuth(token)).exchange();
  }
}
