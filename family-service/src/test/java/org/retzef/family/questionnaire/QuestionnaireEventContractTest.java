package org.retzef.family.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.family.overlay.Mode;
import org.retzef.family.registration.Language;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class QuestionnaireEventContractTest {

  @Test
  void tellsAnAnswerOfNobodyInParticular() {
    Map<String, Object> answers = new LinkedHashMap<>();
    answers.put("helped", true);
    answers.put("satisfaction", 4);
    answers.put("gotFrom", List.of("WORKER", "CENTRE"));
    var event = answered(Questionnaire.Audience.FAMILY, Language.AR, answers);
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }

  @Test
  void tellsEveryAudienceAndLanguage() {
    for (Questionnaire.Audience audience : Questionnaire.Audience.values()) {
      for (Language language : Language.values()) {
        assertThat(EventContract.faultsOf(answered(audience, language, Map.of("helped", true))))
            .isEmpty();
      }
    }
  }

  @Test
  void catchesWordsAndWhoAnswered() {
    assertThat(
            EventContract.faultsOf(
                answered(Questionnaire.Audience.WORKER, Language.HE, Map.of("who", "דנה מהמחלקה"))))
        .isNotEmpty();
    assertThat(
            EventContract.faultsOf(
                answered(
                    Questionnaire.Audience.FAMILY,
                    Language.HE,
                    Map.of("helped", Map.of("018f3b5e-7a11-7c3e-9d2b-5f0c1a2b3c4e", true)))))
        .isNotEmpty();
  }

  private static QuestionnaireEvent.Answered answered(
      Questionnaire.Audience audience, Language language, Map<String, Object> answers) {
    return new QuestionnaireEvent.Answered(
        UUID.fromString("7d1f9a52-3b64-4c8e-8f1a-2b3c4d5e6f70"),
        UUID.fromString("018f3b64-7398-7eb6-81a3-d18492031425"),
        2,
        UUID.fromString("018f3b64-84a9-7fc7-92b4-e29503142536"),
        audience,
        Mode.ROUTINE,
        new UnitPath("IL.SOUTH"),
        language,
        LocalDate.of(2026, 5, 4),
        answers);
  }
}
