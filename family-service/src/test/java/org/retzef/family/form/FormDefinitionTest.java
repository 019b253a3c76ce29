package org.retzef.family.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.problem.InvalidInput;

class FormDefinitionTest {

  private static final UUID MOTHER = UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4d");
  private static final UUID SON = UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4e");
  private static final FormDefinition FORM =
      FormDefinition.ofJson(
          """
          {"fields": [
            {"code": "rating", "type": "RATING", "labelHe": "א"},
            {"code": "missing", "type": "CHOICES", "labelHe": "ב", "options": [
              {"code": "FOOD", "labelHe": "מזון"}, {"code": "RENT", "labelHe": "דיור"}]},
            {"code": "since", "type": "DATE", "labelHe": "ג"},
            {"code": "note", "type": "TEXT", "labelHe": "ד", "max": 5},
            {"code": "worked", "type": "YES_NO", "labelHe": "ה", "perMember": true},
            {"code": "harm", "type": "CHOICE", "labelHe": "ו", "perMember": true, "required": true,
             "onlyIf": {"field": "worked", "answer": "true"}, "options": [
              {"code": "DISMISSED", "labelHe": "פוטר"}, {"code": "NONE", "labelHe": "אין"}]}]}
          """);

  @Test
  void keepsWhatCanBeCountedApartFromWhatWasWritten() {
    CheckedAnswers answers =
        FORM.check(
            Map.of(
                "rating",
                3,
                "missing",
                List.of("FOOD"),
                "since",
                "2026-02-28",
                "note",
                "שלום",
                "worked",
                Map.of(MOTHER.toString(), true, SON.toString(), false),
                "harm",
                Map.of(MOTHER.toString(), "NONE")),
            Set.of(MOTHER, SON));
    assertThat(answers.coded()).containsOnlyKeys("rating", "missing", "since", "worked", "harm");
    assertThat(answers.texts()).isEqualTo(Map.of("note", "שלום"));
  }

  @Test
  void namesEveryFaultAtOnce() {
    assertThat(
            faults(
                Map.of(
                    "rating",
                    6,
                    "missing",
                    List.of("FOOD", "FOOD"),
                    "since",
                    "2026-02-30",
                    "note",
                    "שלום רב",
                    "worked",
                    Map.of(MOTHER.toString(), true, SON.toString(), "yes", "x", true),
                    "harm",
                    Map.of(SON.toString(), "NONE"),
                    "invented",
                    1)))
        .containsExactlyInAnyOrder(
            "answers.rating:number-out-of-range",
            "answers.missing:value-unknown",
            "answers.since:date-invalid",
            "answers.note:text-length",
            "answers.worked." + SON + ":value-invalid",
            "answers.worked.x:member-unknown",
            "answers.harm." + MOTHER + ":required",
            "answers.harm." + SON + ":answer-not-expected",
            "answers.invented:field-unknown");
  }

  @Test
  void refusesWrongKindsAndEmptyForms() {
    assertThat(faults(Map.of())).containsExactly("answers:required");
    assertThat(faults(Map.of("rating", "3", "worked", List.of(), "missing", "FOOD", "note", 5)))
        .containsExactlyInAnyOrder(
            "answers.rating:value-invalid",
            "answers.worked:value-invalid",
            "answers.missing:value-unknown",
            "answers.note:value-invalid");
    assertThat(faults(Map.of("rating", 3.0, "<script>", 1)))
        .containsExactlyInAnyOrder("answers.rating:value-invalid", "answers:field-unknown");
  }

  @Test
  void findsWhatCannotBeAsked() {
    FormDefinition form =
        FormDefinition.ofJson(
            """
            {"fields": [
              {"code": "a", "type": "CHOICE", "labelHe": "א"},
              {"code": "a", "type": "NUMBER", "labelHe": "א", "min": 5, "max": 1},
              {"code": "b", "type": "YES_NO", "labelHe": "א", "onlyIf": {"field": "c", "answer": "true"}},
              {"code": "c", "type": "YES_NO", "labelHe": "א"},
              {"code": "d", "type": "DATE", "labelHe": "א", "options": [
                {"code": "A", "labelHe": "א"}, {"code": "B", "labelHe": "ב"}]}],
             "indicators": [{"code": "X", "field": "c", "options": ["MAYBE"]}]}
            """);
    assertThat(form.faults())
        .extracting(fault -> fault.field() + ":" + fault.code())
        .containsExactlyInAnyOrder(
            "definition.fields[0].options:required",
            "definition.fields[1].code:code-twice",
            "definition.fields[1].max:value-invalid",
            "definition.fields[2].onlyIf:condition-unknown",
            "definition.fields[4].options:options-not-expected",
            "definition.indicators[0].options:value-unknown");
    assertThat(FORM.faults()).isEmpty();
  }

  /** It would have millions, and whoever asks for them first has them all. */
  @Test
  void refusesARatingThatIsTooWideWithoutCountingItsAnswers() {
    FormDefinition form =
        FormDefinition.ofJson(
            """
            {"fields": [
              {"code": "a", "type": "RATING", "labelHe": "א", "min": 0, "max": 1000000},
              {"code": "b", "type": "YES_NO", "labelHe": "א", "onlyIf": {"field": "a", "answer": "3"}}],
             "indicators": [{"code": "X", "field": "a", "options": ["3"]}]}
            """);
    assertThat(form.fields().getFirst().codes()).isEmpty();
    assertThat(form.faults())
        .extracting(fault -> fault.field() + ":" + fault.code())
        .contains("definition.fields[0].max:value-invalid");
  }

  private static List<String> faults(Map<String, Object> answers) {
    InvalidInput refusal =
        catchThrowableOfType(InvalidInput.class, () -> FORM.check(answers, Set.of(MOTHER, SON)));
    return refusal.faults().stream().map(fault -> fault.field() + ":" + fault.code()).toList();
  }
}
