package org.retzef.rights.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.retzef.rights.Desk;
import org.retzef.rights.TestFamilies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RetzefIT
@ExtendWith(OutputCaptureExtension.class)
class ScreeningIT {

  @Autowired private WebTestClient http;
  @Autowired private JsonMapper json;
  @Autowired private DatabaseClient database;
  private Desk desk;

  @BeforeEach
  void openTheDesk() {
    desk = new Desk(http, json);
  }

  @Test
  void screensAFamilyByWhatItsFileTellsAndWhatIsAnswered() {
    UUID family = registered(4, 2);
    JsonNode screening =
        screened(family, "2026-03-01", answers("child.age", 7, "child.isResident", true));
    assertThat(screening.get("results")).hasSizeGreaterThanOrEqualTo(78);
    JsonNode allowance = result(screening, "CHILD_ALLOWANCE");
    assertThat(allowance.get("version").asInt()).isEqualTo(1);
    assertThat(names(allowance.get("met"))).contains("c2_child_age");
    assertThat(allowance.get("outcome").asString()).isEqualTo("TO_BE_CHECKED");
    assertThat(allowance.get("unknown").toString()).contains("person.isResident");
    JsonNode glasses = result(screening, "GLASSES_UNDER_8"); // 7 is under 8
    assertThat(names(glasses.get("met"))).anyMatch(name -> name.endsWith("child_age"));
    JsonNode again = screened(family, "2026-03-01", answers("person.isResident", true));
    assertThat(result(again, "CHILD_ALLOWANCE").get("outcome").asString()).isEqualTo("ELIGIBLE");
    assertThat(desk.read(Desk.WORKER, "screenings/" + again.get("id").asString()).get("results"))
        .isEqualTo(again.get("results"));
  }

  @Test
  void asksNoQuestionTwiceAndNoneThatIsSensitive() {
    UUID family = registered(3, 2);
    List<String> asked = new ArrayList<>();
    JsonNode screening = screened(family, "2026-03-01", "[]");
    for (int i = 0; i < 6; i++) {
      JsonNode question = screening.get("nextQuestion");
      String fact = question.get("fact").asString();
      assertThat(fact).isNotIn("household.size", "household.childrenUnder18");
      asked.add(fact);
      assertThat(question.get("questionHe").asString()).endsWith("?");
      JsonNode declared = fact(fact);
      assertThat(declared.get("sensitive").asBoolean()).isFalse();
      screening = screened(family, "2026-03-01", answers(fact, sample(declared)));
    }
    assertThat(asked).doesNotHaveDuplicates();
  }

  @Test
  void explainsTwoResultsOfTheSameFamilyOnTwoDates() {
    UUID family = registered(2, 1);
    desk.created(
        Desk.EDITOR,
        "rights/parameters/INCOME_SUPPORT.vehicleValue/values",
        "{\"validFrom\":\"2027-01-01\",\"value\":50000,\"sourceUrl\":\"https://example.org/2027\"}");
    String answers =
        answers(
            "person.residentMonthsContinuous", 30,
            "person.age", 34,
            "person.reachedRetirementAge", false,
            "person.registeredEmploymentService", true,
            "person.isYeshivaStudent", false,
            "person.isKibbutzMember", false,
            "person.vehicleValue", 45000,
            "household.passesIncomeSupportMeansTest", true);
    JsonNode before = result(screened(family, "2026-12-31", answers), "INCOME_SUPPORT");
    JsonNode after = result(screened(family, "2027-01-01", "[]"), "INCOME_SUPPORT");
    assertThat(before.get("outcome").asString()).isEqualTo("NOT_ELIGIBLE");
    assertThat(before.get("failed").get(0).get("expression").asString())
        .isEqualTo("person.vehicleValue <= parameter.INCOME_SUPPORT.vehicleValue");
    assertThat(after.get("outcome").asString()).isEqualTo("ELIGIBLE");
    assertThat(after.get("failed")).isEmpty();
  }

  @Test
  void remembersWhomATemporaryBenefitLeavesOut() {
    String code = "EMERGENCY_" + UUID.randomUUID().toString().substring(0, 6).toUpperCase();
    publishTemporary(code);
    for (UUID family : new TestFamilies(database).registered(Desk.DEPARTMENT, 2, 1, 5)) {
      JsonNode during = result(screened(family, "2026-04-15", answers("person.age", 17)), code);
      assertThat(during.get("outcome").asString()).isEqualTo("NOT_ELIGIBLE");
      JsonNode after = result(screened(family, "2026-06-01", "[]"), code);
      assertThat(names(after.get("failed"))).containsExactly("inForce");
    }
    assertThat(desk.read(Desk.NATIONAL, "screenings/gaps").get("items").toString())
        .contains(
            "{\"right\":\"%s\",\"condition\":\"c1_person_age\",\"families\":5}".formatted(code));
    assertThat(desk.read(Desk.STRANGER, "screenings/gaps").get("items").toString())
        .doesNotContain(code);
  }

  @Test
  void opensTheCasesAtOnceAndTellsCountsAlone() {
    UUID family = registered(3, 2);
    try (var events = TestEvents.on("retzef.rights.events")) {
      JsonNode screening =
          screened(
              family,
              "2026-03-01",
              answers(
                  "child.age", 5,
                  "child.isResident", true,
                  "person.isResident", true,
                  "person.isDomesticViolenceSurvivor", true,
                  "person.sex", "FEMALE",
                  "person.shelterStayDays", 61,
                  "person.returnedHome", false));
      assertThat(screening.get("casesOpened").asInt()).isGreaterThanOrEqualTo(2);
      String id = screening.get("id").asString();
      TestEvent told = events.await(1, id).getFirst();
      assertThat(told.type()).isEqualTo("org.retzef.screening.completed.v1");
      int cases = screening.get("casesOpened").asInt();
      List<TestEvent> opened =
          events.await(
              cases,
              event ->
                  event.json().contains(family.toString())
                      && event.type().contains("take-up.opened"));
      assertThat(opened)
          .allSatisfy(
              event ->
                  assertThat(event.json())
                      .doesNotContain("DV_", "PROTECTION", "Violence", "shelter"));
      assertThat(opened).anyMatch(event -> event.json().contains("\"right\":null"));
      assertThat(opened).anyMatch(event -> event.json().contains("CHILD_ALLOWANCE"));
      assertThat(told.json()).doesNotContain("DV_", "Violence", "shelter");
    }
    List<JsonNode> listed = desk.all(Desk.WORKER, "take-up-cases?familyId=" + family);
    assertThat(listed.toString()).doesNotContain("DV_", "PROTECTION").contains("CHILD_ALLOWANCE");
    JsonNode again = screened(family, "2026-03-01", "[]");
    assertThat(again.get("casesOpened").asInt()).isZero();
  }

  @Test
  void keepsNoFactReadableAndWritesNoneToTheLog(CapturedOutput output) {
    UUID family = registered(2, 1);
    String key = UUID.randomUUID().toString();
    String body =
        request(
            family, "2026-03-01", answers("person.isHolocaustSurvivor", true, "person.age", 88));
    JsonNode first = posted(key, body);
    JsonNode replayed = posted(key, body);
    assertThat(replayed).isEqualTo(first);
    assertThat(count("screening where family_id = '" + family + "'")).isEqualTo(1);
    for (String table : List.of("screening", "family_answers", "family_priority")) {
      assertThat(rows(table + " t where family_id = '" + family + "'"))
          .contains(family.toString())
          .doesNotContain("Holocaust");
    }
    assertThat(rows("idempotency_key t where key = '" + key + "'"))
        .contains(key)
        .doesNotContain("Holocaust", "HOLOCAUST");
    assertThat(rows("outbox t where payload like '%" + family + "%'")).doesNotContain("HOLOCAUST");
    assertThat(output.getAll()).doesNotContain("isHolocaustSurvivor");
  }

  @Test
  void forgetsWhatItKnewOfAnErasedFamily() {
    UUID family = registered(2, 1);
    JsonNode screening = screened(family, "2026-03-01", answers("person.age", 40));
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(
          TestEvent.of(
              "org.retzef.family.erased.v1",
              family.toString(),
              2,
              "{\"familyId\":\"%s\",\"unit\":\"%s\",\"erasedAt\":\"2026-08-03T09:12:45Z\"}"
                  .formatted(family, Desk.DEPARTMENT)));
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                Desk.refused(
                    desk.get(Desk.WORKER, "screenings/" + screening.get("id").asString()),
                    404,
                    "screening-not-found"));
    assertThat(count("family_key where family_id = '" + family + "'")).isZero();
    assertThat(count("family_answers where family_id = '" + family + "'")).isZero();
    assertThat(count("screening where family_id = '" + family + "'")).isEqualTo(1);
    Desk.refused(
        desk.post(Desk.WORKER, "screenings", request(family, "2026-03-01", "[]")),
        404,
        "family-not-found");
  }

  @Test
  void followsAFamilyToItsNewDepartment() {
    UUID family = registered(2, 1);
    JsonNode screening = screened(family, "2026-03-01", "[]");
    String path = "screenings/" + screening.get("id").asString();
    Desk.refused(desk.get(Desk.STRANGER, path), 404, "screening-not-found");
    Desk.refused(
        desk.post(Desk.STRANGER, "screenings", request(family, "2026-03-01", "[]")),
        404,
        "family-not-found");
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(
          TestEvent.of(
              "org.retzef.family.transferred.v1",
              family.toString(),
              2,
              "{\"familyId\":\"%s\",\"fromUnit\":\"%s\",\"unit\":\"IL.SOUTH.A0070.D1\"}"
                  .formatted(family, Desk.DEPARTMENT)));
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> desk.get(Desk.STRANGER, path).expectStatus().isOk());
    Desk.refused(desk.get(Desk.WORKER, path), 404, "screening-not-found");
  }

  @Test
  void checksSomebodyNamelessAndKeepsNothing() {
    long screenings = count("screening");
    long news = count("outbox");
    JsonNode found =
        json.readTree(
            http.post()
                .uri("/api/v1/screenings/anonymous")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(
                    "{\"asOf\":\"2026-03-01\",\"facts\":"
                        + answers(
                            "child.age", 3, "child.isResident", true, "person.isResident", true)
                        + "}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody());
    assertThat(result(found, "CHILD_ALLOWANCE").get("outcome").asString()).isEqualTo("ELIGIBLE");
    assertThat(found.get("id").isNull()).isTrue();
    assertThat(count("screening")).isEqualTo(screenings);
    assertThat(count("outbox")).isEqualTo(news);
    desk.invalid(
        http.post()
            .uri("/api/v1/screenings/anonymous")
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue("{\"facts\":" + answers("household.passesAssetTest", true) + "}")
            .exchange(),
        "facts[0].fact fact-for-workers");
    JsonNode byWorker =
        desk.created(
            Desk.WORKER,
            "screenings",
            "{\"facts\":" + answers("household.passesAssetTest", true) + "}");
    assertThat(byWorker.get("familyId").isNull()).isTrue();
  }

  @Test
  void refusesFactsThatCannotBe() {
    UUID family = registered(3, 1);
    desk.invalid(
        desk.post(
            Desk.WORKER,
            "screenings",
            request(
                family,
                "2026-03-01",
                answers("person.age", 130, "person.shoeSize", 4, "person.sex", "F"))),
        "answers[0].value fact-out-of-range",
        "answers[1].value fact-undeclared",
        "answers[2].value fact-value-invalid");
    desk.invalid(
        desk.post(
            Desk.WORKER,
            "screenings",
            request(
                family, "2026-03-01", answers("person.isMarried", true, "person.isWidowed", true))),
        "answers facts-contradict");
    desk.invalid( // the file says three
        desk.post(
            Desk.WORKER, "screenings", request(family, "2026-03-01", answers("household.size", 9))),
        "answers facts-contradict");
    desk.invalid(
        desk.post(Desk.WORKER, "screenings", request(family, "1948-05-14", "[]")),
        "asOf date-out-of-range");
    desk.invalid(desk.post(Desk.WORKER, "screenings", "{}"), "facts facts-or-family");
    desk.post(
            Desk.WORKER,
            "screenings",
            "{\"familyId\":\""
                + family
                + "\",\"answers\":[{\"fact\":\"person.age\",\"value\":null}]}")
        .expectStatus()
        .isBadRequest();
    desk.post(Desk.EDITOR, "screenings", request(family, "2026-03-01", "[]"))
        .expectStatus()
        .isForbidden();
    assertThat(desk.all(Desk.WORKER, "screenings?familyId=" + family)).isEmpty();
  }

  @Test
  void screensAWholeDepartmentAndNobodyTwice() {
    String unit = "IL.HAIFA_NORTH.A4000.D7";
    List<UUID> families = new TestFamilies(database).registered(unit, 2, 1, 12);
    String head = Desk.token("head-7", unit, "department-head");
    JsonNode run =
        json.readTree(
            desk.post(
                    head,
                    "screenings/runs",
                    "{\"unit\":\"%s\",\"asOf\":\"2026-03-01\",\"notBefore\":\"2026-01-01T00:00:00Z\"}"
                        .formatted(unit))
                .expectStatus()
                .isAccepted()
                .expectBody()
                .returnResult()
                .getResponseBody());
    assertThat(run.get("families").asInt()).isEqualTo(12);
    String path = "screenings/runs/" + run.get("id").asString();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> desk.read(head, path).get("screened").asInt() == 12);
    for (UUID family : families) {
      assertThat(desk.all(head, "screenings?familyId=" + family)).hasSize(1);
    }
    Desk.refused(desk.get(Desk.HEAD, path), 404, "run-not-found");
    Desk.refused(
        desk.post(head, "screenings/runs", "{\"unit\":\"IL.SOUTH\"}"), 404, "run-not-found");
    desk.post(Desk.WORKER, "screenings/runs", "{\"unit\":\"" + Desk.DEPARTMENT + "\"}")
        .expectStatus()
        .isForbidden();
  }

  @Test
  void ranksFamiliesByKnownFactorsAndNamesNoOrigin() {
    String unit = "IL.HAIFA_NORTH.A4000.D8";
    String head = Desk.token("head-8", unit, "department-head");
    UUID settled = registered(unit, 4, 2);
    UUID alone = registered(unit, 1, 0);
    screenedBy(head, settled, answers("person.age", 35));
    screenedBy(
        head,
        alone,
        answers(
            "person.age",
            71,
            "person.populationGroup",
            "BEDOUIN",
            "household.livesOnSubsistenceBenefit",
            true,
            "household.dwellingTenure",
            "NONE"));
    List<JsonNode> ranked = desk.all(head, "screenings/priorities?limit=1");
    assertThat(ranked)
        .extracting(f -> f.get("familyId").asString())
        .containsExactly(alone.toString(), settled.toString());
    assertThat(ranked.getFirst().get("score").asInt()).isEqualTo(5);
    assertThat(ranked.getFirst().get("factors").toString())
        .isEqualTo("[\"OLD_AGE\",\"LIVING_ALONE\",\"EXTREME_POVERTY\",\"UNSTABLE_HOUSING\"]");
    assertThat(ranked.getFirst().get("undisclosed").asInt()).isEqualTo(1);
    assertThat(ranked.toString()).doesNotContain("BEDOUIN", "MIGRANT");
  }

  private void screenedBy(String token, UUID family, String answers) {
    desk.created(token, "screenings", request(family, "2026-03-01", answers));
  }

  private JsonNode screened(UUID family, String day, String answers) {
    return desk.created(Desk.WORKER, "screenings", request(family, day, answers));
  }

  private JsonNode posted(String key, String body) {
    return json.readTree(
        http.post()
            .uri("/api/v1/screenings")
            .headers(
                headers -> {
                  headers.setBearerAuth(Desk.WORKER);
                  headers.set("Idempotency-Key", key);
                })
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue(body)
            .exchange()
            .expectStatus()
            .isCreated()
            .expectBody()
            .returnResult()
            .getResponseBody());
  }

  private static String request(UUID family, String day, String answers) {
    return "{\"familyId\":\"%s\",\"asOf\":\"%s\",\"answers\":%s}".formatted(family, day, answers);
  }

  private String answers(Object... factsAndValues) {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < factsAndValues.length; i += 2) {
      answers.add(
          "{\"fact\":\"%s\",\"value\":%s}"
              .formatted(factsAndValues[i], json.writeValueAsString(factsAndValues[i + 1])));
    }
    return answers.toString();
  }

  private JsonNode fact(String name) {
    for (JsonNode fact : desk.read(Desk.WORKER, "rights/facts").get("items")) {
      if (fact.get("name").asString().equals(name)) {
        return fact;
      }
    }
    throw new AssertionError(name);
  }

  private static Object sample(JsonNode fact) {
    return switch (fact.get("type").asString()) {
      case "BOOLEAN" -> false;
      case "CODE" -> fact.get("values").get(0).asString();
      case "CODES" -> List.of();
      default -> fact.get("min").asInt();
    };
  }

  private static JsonNode result(JsonNode screening, String right) {
    for (JsonNode result : screening.get("results")) {
      if (result.get("right").asString().equals(right)) {
        return result;
      }
    }
    throw new AssertionError(right);
  }

  private static List<String> names(JsonNode conditions) {
    List<String> names = new ArrayList<>();
    conditions.forEach(condition -> names.add(condition.get("condition").asString()));
    return names;
  }

  private UUID registered(int members, int minors) {
    return registered(Desk.DEPARTMENT, members, minors);
  }

  private UUID registered(String unit, int members, int minors) {
    return new TestFamilies(database).registered(unit, members, minors);
  }

  private void publishTemporary(String code) {
    JsonNode draft =
        desk.created(
            Desk.EDITOR,
            "rights/drafts",
            """
            {"right":{"code":"%s","category":"MATERIAL","nameHe":"מענק חירום","bodyHe":"גוף",
              "conditions":[{"fact":"person.age","op":"gte","value":18,"unit":"years"}],
              "benefitEn":"A grant in the emergency","stepsEn":["Ask"],
              "sourceUrl":"https://example.org/right","figuresYear":2026,"confidence":"HIGH",
              "validFrom":"2026-03-15","validTo":"2026-05-31"}}"""
                .formatted(code));
    String path = "rights/drafts/" + draft.get("id").asString();
    desk.ok(desk.post(Desk.EDITOR, path + "/submission", null, 1));
    desk.ok(desk.post(Desk.OTHER_EDITOR, path + "/review", "{\"decision\":\"PUBLISH\"}", 2));
  }

  private String rows(String table) {
    return String.valueOf(
        database
            .sql("select coalesce(string_agg(t::text, ' '), '') as rows from " + table)
            .map(row -> row.get("rows", String.class))
            .one()
            .block());
  }

  private long count(String from) {
    return database
        .sql("select count(*) as n from " + from)
        .map(row -> row.get("n", Long.class))
        .one()
        .block();
  }
}
