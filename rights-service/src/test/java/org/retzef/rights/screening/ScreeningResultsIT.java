package org.retzef.rights.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.rights.screening.ScreenedFamilies.names;
import static org.retzef.rights.screening.ScreenedFamilies.request;
import static org.retzef.rights.screening.ScreenedFamilies.result;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.rights.Desk;
import org.retzef.rights.TestFamilies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a screening finds, why, and what it asks next. */
@RetzefIT
class ScreeningResultsIT {

  @Autowired private WebTestClient http;
  @Autowired private JsonMapper json;
  @Autowired private DatabaseClient database;

  private Desk desk;
  private ScreenedFamilies families;

  @BeforeEach
  void openTheDesk() {
    desk = new Desk(http);
    families = new ScreenedFamilies(desk, json, database);
  }

  @Test
  void screensAFamilyByWhatItsFileTellsAndWhatIsAnswered() {
    UUID family = families.registered(4, 2);
    JsonNode screening =
        families.screened(
            family, "2026-03-01", families.answers("child.age", 7, "child.isResident", true));
    assertThat(screening.get("results")).hasSizeGreaterThanOrEqualTo(78);
    JsonNode allowance = result(screening, "CHILD_ALLOWANCE");
    assertThat(allowance.get("version").asInt()).isEqualTo(1);
    assertThat(names(allowance.get("met"))).contains("c2_child_age");
    assertThat(allowance.get("outcome").asString()).isEqualTo("TO_BE_CHECKED");
    assertThat(allowance.get("unknown").toString()).contains("person.isResident");
    JsonNode glasses = result(screening, "GLASSES_UNDER_8"); // 7 is under 8
    assertThat(names(glasses.get("met"))).anyMatch(name -> name.endsWith("child_age"));
    JsonNode again =
        families.screened(family, "2026-03-01", families.answers("person.isResident", true));
    assertThat(result(again, "CHILD_ALLOWANCE").get("outcome").asString()).isEqualTo("ELIGIBLE");
    assertThat(desk.read(Desk.WORKER, "screenings/" + again.get("id").asString()).get("results"))
        .isEqualTo(again.get("results"));
  }

  @Test
  void asksNoQuestionTwiceAndNoneThatIsSensitive() {
    UUID family = families.registered(3, 2);
    List<String> asked = new ArrayList<>();
    JsonNode screening = families.screened(family, "2026-03-01", "[]");
    for (int i = 0; i < 6; i++) {
      JsonNode question = screening.get("nextQuestion");
      String fact = question.get("fact").asString();
      assertThat(fact).isNotIn("household.size", "household.childrenUnder18");
      asked.add(fact);
      assertThat(question.get("questionHe").asString()).endsWith("?");
      JsonNode declared = fact(fact);
      assertThat(declared.get("sensitive").asBoolean()).isFalse();
      screening = families.screened(family, "2026-03-01", families.answers(fact, sample(declared)));
    }
    assertThat(asked).doesNotHaveDuplicates();
  }

  @Test
  void explainsTwoResultsOfTheSameFamilyOnTwoDates() {
    UUID family = families.registered(2, 1);
    desk.created(
        Desk.EDITOR,
        "rights/parameters/INCOME_SUPPORT.vehicleValue/values",
        "{\"validFrom\":\"2027-01-01\",\"value\":50000,\"sourceUrl\":\"https://example.org/2027\"}");
    String answers =
        families.answers(
            "person.residentMonthsContinuous", 30,
            "person.age", 34,
            "person.reachedRetirementAge", false,
            "person.registeredEmploymentService", true,
            "person.isYeshivaStudent", false,
            "person.isKibbutzMember", false,
            "person.vehicleValue", 45000,
            "household.passesIncomeSupportMeansTest", true);
    JsonNode before = result(families.screened(family, "2026-12-31", answers), "INCOME_SUPPORT");
    JsonNode after = result(families.screened(family, "2027-01-01", "[]"), "INCOME_SUPPORT");
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
      JsonNode during =
          result(families.screened(family, "2026-04-15", families.answers("person.age", 17)), code);
      assertThat(during.get("outcome").asString()).isEqualTo("NOT_ELIGIBLE");
      JsonNode after = result(families.screened(family, "2026-06-01", "[]"), code);
      assertThat(names(after.get("failed"))).containsExactly("inForce");
    }
    assertThat(desk.read(Desk.NATIONAL, "screenings/gaps").get("items").toString())
        .contains(
            "{\"right\":\"%s\",\"condition\":\"c1_person_age\",\"families\":5}".formatted(code));
    assertThat(desk.read(Desk.STRANGER, "screenings/gaps").get("items").toString())
        .doesNotContain(code);
  }

  @Test
  void refusesFactsThatCannotBe() {
    UUID family = families.registered(3, 1);
    desk.invalid(
        desk.post(
            Desk.WORKER,
            "screenings",
            request(
                family,
                "2026-03-01",
                families.answers("person.age", 130, "person.shoeSize", 4, "person.sex", "F"))),
        "answers[0].value fact-out-of-range",
        "answers[1].value fact-undeclared",
        "answers[2].value fact-value-invalid");
    desk.invalid(
        desk.post(
            Desk.WORKER,
            "screenings",
            request(
                family,
                "2026-03-01",
                families.answers("person.isMarried", true, "person.isWidowed", true))),
        "answers facts-contradict");
    desk.invalid( // the file says three
        desk.post(
            Desk.WORKER,
            "screenings",
            request(family, "2026-03-01", families.answers("household.size", 9))),
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
}
