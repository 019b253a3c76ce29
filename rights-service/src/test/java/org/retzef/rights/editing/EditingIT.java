package org.retzef.rights.editing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvents;
import org.retzef.rights.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RetzefIT
class EditingIT {

  @Autowired private WebTestClient http;
  @Autowired private JsonMapper json;
  private Desk desk;

  @BeforeEach
  void openTheDesk() {
    desk = new Desk(http);
  }

  @Test
  void bringsASuggestionFromATrainingSessionIntoTheCatalogue() {
    UUID session = UUID.randomUUID();
    String code = newCode();
    JsonNode suggestion =
        desk.created(
            Desk.WORKER,
            "suggestions",
            """
            {"sourceSession":"%s","words":"יש הנחה שאינה בקטלוג"}"""
                .formatted(session));
    JsonNode draft = drafted(code, conditions(), suggestion.get("id").asString());
    desk.ok(desk.post(Desk.EDITOR, path(draft) + "/submission", null, 1));
    try (var events = TestEvents.on("retzef.rights.events")) {
      JsonNode published =
          desk.ok(
              desk.post(
                  Desk.OTHER_EDITOR, path(draft) + "/review", "{\"decision\":\"PUBLISH\"}", 2));
      assertThat(published.get("publishedVersion").asInt()).isEqualTo(1);
      assertThat(events.await(1, code).getFirst().json()).doesNotContain("הנחה");
    }
    JsonNode version = desk.read(Desk.WORKER, "rights/" + code + "/versions").get("items").get(0);
    assertThat(version.get("sourceSession").asString()).isEqualTo(session.toString());
    JsonNode settled = desk.read(Desk.WORKER, "suggestions/" + suggestion.get("id").asString());
    assertThat(settled.get("status").asString()).isEqualTo("PUBLISHED");
    assertThat(settled.get("publishedRight").asString()).isEqualTo(code);
    assertThat(desk.read(Desk.WORKER, "rights/" + code + "/versions/1").get("nameHe").asString())
        .isEqualTo("זכות לבדיקה");
  }

  @Test
  void saysThatNoRuleCanCheckARightThatProfessionalsDecide() {
    String code = newCode();
    publish(code, "[{\"fact\":\"case.vitalNeed\",\"op\":\"eq\",\"value\":true}]");
    assertThat(desk.read(Desk.WORKER, "rights/" + code).get("machineCheckable").asBoolean())
        .isFalse();
  }

  @Test
  void letsNobodyReviewADraftOfTheirOwn() {
    JsonNode draft = drafted(newCode(), conditions(), null);
    desk.ok(desk.post(Desk.EDITOR, path(draft) + "/submission", null, 1));
    Answers.refused(
        desk.post(Desk.EDITOR, path(draft) + "/review", "{\"decision\":\"PUBLISH\"}", 2),
        409,
        "own-draft");
    desk.ok(
        desk.post(
            Desk.OTHER_EDITOR,
            path(draft) + "/review",
            "{\"decision\":\"RETURN\",\"note\":\"source missing\"}",
            2));
    desk.ok( // whoever mends it is its author now
        desk.send(
            HttpMethod.PUT,
            Desk.OTHER_EDITOR,
            path(draft),
            body(draft.get("right").get("code").asString(), conditions(), null),
            "\"3\""));
    desk.ok(desk.post(Desk.EDITOR, path(draft) + "/submission", null, 4));
    Answers.refused(
        desk.post(Desk.OTHER_EDITOR, path(draft) + "/review", "{\"decision\":\"PUBLISH\"}", 5),
        409,
        "own-draft");
  }

  @Test
  void skipsNoStationAndNoVersion() {
    JsonNode draft = drafted(newCode(), conditions(), null);
    Answers.refused(
        desk.post(Desk.OTHER_EDITOR, path(draft) + "/review", "{\"decision\":\"PUBLISH\"}", 1),
        409,
        "draft-not-open");
    desk.post(Desk.EDITOR, path(draft) + "/submission", null).expectStatus().isEqualTo(428);
    desk.post(Desk.EDITOR, path(draft) + "/submission", null, 9)
        .expectStatus()
        .isEqualTo(412)
        .expectBody()
        .jsonPath("$.current.status")
        .isEqualTo("DRAFT");
    Answers.refused(
        desk.get(Desk.EDITOR, "rights/drafts/" + UUID.randomUUID()), 404, "draft-not-found");
  }

  @Test
  void refusesARuleThatNobodyCouldApplyWithPlaceAndReason() {
    String wrong =
        """
        [{"fact":"person.age","op":"gte","value":216,"unit":"months"},
         {"fact":"person.shoeSize","op":"gte","value":1},
         {"anyOf":[[{"fact":"person.isResident","op":"eq","value":true}],
                   [{"fact":"person.sex","op":"eq","value":"F"}]]}]""";
    JsonNode draft = drafted(newCode(), wrong, null);
    desk.invalid(
        desk.post(Desk.EDITOR, path(draft) + "/submission", null, 1),
        "conditions[0].unit unit-mixed",
        "conditions[1].fact fact-unknown",
        "conditions[2].anyOf[1][0].value fact-value-invalid");
    JsonNode written =
        drafted(newCode(), "[{\"name\":\"broken\",\"expression\":\"person.age >=\"}]", null);
    desk.invalid(
        desk.post(Desk.EDITOR, path(written) + "/submission", null, 1),
        "conditions[0] rule-does-not-compile");
    desk.post(Desk.EDITOR, path(written) + "/submission", null, 1)
        .expectBody()
        .jsonPath("$.errors[0].message") // line 1, column 14: where the text ends too early
        .value(message -> assertThat((String) message).contains("1", "14"));
    JsonNode costly =
        drafted(
            newCode(),
            "[{\"name\":\"costly\",\"expression\":\"true%s\"}]".formatted(" && true".repeat(210)),
            null);
    desk.invalid(
        desk.post(Desk.EDITOR, path(costly) + "/submission", null, 1),
        "conditions[0] rule-too-costly");
    JsonNode endless =
        drafted(
            newCode(),
            "[{\"name\":\"all\",\"expression\":\"person.receivesBenefits.all(b, b != 'X')\"}]",
            null);
    desk.invalid(
        desk.post(Desk.EDITOR, path(endless) + "/submission", null, 1), "conditions[0] rule-loops");
    String code = newCode();
    JsonNode circle = drafted(code, receives(code), null);
    desk.invalid(
        desk.post(Desk.EDITOR, path(circle) + "/submission", null, 1), "conditions[0] rule-loops");
  }

  @Test
  void refusesACircleOverSeveralRights() {
    String first = newCode();
    String second = newCode();
    publish(first, receives(second));
    JsonNode circle = drafted(second, receives(first), null);
    desk.invalid(
        desk.post(Desk.EDITOR, path(circle) + "/submission", null, 1), "conditions[0] rule-loops");
  }

  @Test
  void refusesBadInputWithAllFaultsAtOnce() {
    desk.invalid(
        desk.post(
            Desk.EDITOR,
            "rights/drafts",
            """
            {"right":{"code":"lower","category":"INCOME","nameHe":"a\\u0000b","bodyHe":"b",
             "conditions":[],"benefitEn":"x","stepsEn":["a"],"sourceUrl":"javascript:alert(1)",
             "figuresYear":1066,"confidence":"HIGH"}}"""),
        "right.code right-code-invalid",
        "right.nameHe text-forbidden-character",
        "right.conditions size-invalid",
        "right.sourceUrl url-invalid",
        "right.figuresYear year-invalid");
    desk.invalid(desk.post(Desk.WORKER, "suggestions", "{\"words\":\"\"}"), "words text-length");
    for (String hidden : List.of("\\u202e", "\\u0007", "\\u2066", "\\u0000")) {
      desk.invalid(
          desk.post(Desk.WORKER, "suggestions", "{\"words\":\"זכות%sנסתרת\"}".formatted(hidden)),
          "words text-forbidden-character");
    }
  }

  @Test
  void showsSuggestionsToTheirUnitAndDraftsToEditorsAlone() {
    JsonNode suggestion = desk.created(Desk.WORKER, "suggestions", "{\"words\":\"more\"}");
    String path = "suggestions/" + suggestion.get("id").asString();
    Answers.refused(desk.get(Desk.STRANGER, path), 404, "suggestion-not-found");
    desk.get(Desk.WORKER, "rights/drafts").expectStatus().isForbidden();
    desk.post(Desk.WORKER, path + "/refusal", "{\"reason\":\"x\"}", 1).expectStatus().isForbidden();
    desk.ok(desk.post(Desk.EDITOR, path + "/refusal", "{\"reason\":\"known already\"}", 1));
    Answers.refused(
        desk.post(Desk.EDITOR, path + "/refusal", "{\"reason\":\"x\"}", 2),
        409,
        "suggestion-closed");
    assertThat(desk.read(Desk.WORKER, path).get("refusal").asString()).isEqualTo("known already");
  }

  @Test
  void keepsAmountsApartFromRulesWithDatesOfTheirOwn() {
    String value =
        "{\"validFrom\":\"2031-01-01\",\"value\":50000,\"sourceUrl\":\"https://x.il/a\"}";
    desk.created(Desk.EDITOR, "rights/parameters/INCOME_SUPPORT.vehicleValue/values", value);
    assertThat(amount("2030-12-31")).isEqualTo(42366);
    assertThat(amount("2031-01-01")).isEqualTo(50000);
    desk.post(Desk.WORKER, "rights/parameters/INCOME_SUPPORT.vehicleValue/values", value)
        .expectStatus()
        .isForbidden();
    Answers.refused(
        desk.post(Desk.EDITOR, "rights/parameters/NO.thing/values", value),
        404,
        "parameter-not-found");
    desk.invalid(
        desk.post(
            Desk.EDITOR,
            "rights/parameters/INCOME_SUPPORT.vehicleValue/values",
            value.replace("50000", "\"much\"")),
        "value condition-value-invalid");
  }

  private int amount(String day) {
    return desk.all(Desk.WORKER, "rights/parameters?limit=200&asOf=" + day).stream()
        .filter(p -> p.get("code").asString().equals("INCOME_SUPPORT.vehicleValue"))
        .findFirst()
        .orElseThrow()
        .get("value")
        .asInt();
  }

  private void publish(String code, String conditions) {
    JsonNode draft = drafted(code, conditions, null);
    desk.ok(desk.post(Desk.EDITOR, path(draft) + "/submission", null, 1));
    desk.ok(desk.post(Desk.OTHER_EDITOR, path(draft) + "/review", "{\"decision\":\"PUBLISH\"}", 2));
  }

  private JsonNode drafted(String code, String conditions, String suggestion) {
    return desk.created(Desk.EDITOR, "rights/drafts", body(code, conditions, suggestion));
  }

  private static String body(String code, String conditions, String suggestion) {
    return """
        {"suggestion":%s,
         "right":{"code":"%s","category":"INCOME","nameHe":"זכות לבדיקה","bodyHe":"גוף",
          "conditions":%s,"benefitEn":"Something","stepsEn":["Ask"],
          "documentsEn":["An id card"],"sourceUrl":"https://example.org/right",
          "figuresYear":2026,"confidence":"HIGH","validTo":"2090-12-31"}}"""
        .formatted(suggestion == null ? null : "\"" + suggestion + "\"", code, conditions);
  }

  private static String conditions() {
    return """
        [{"fact":"person.age","op":"gte","value":18,"unit":"years"}]""";
  }

  private static String receives(String code) {
    return """
        [{"fact":"person.receivesBenefits","op":"contains","value":"%s"}]"""
        .formatted(code);
  }

  private static String newCode() {
    return "TEST_" + UUID.randomUUID().toString().substring(0, 8).toUpperCase();
  }

  private static String path(JsonNode draft) {
    return "rights/drafts/" + draft.get("id").asString();
  }
}
