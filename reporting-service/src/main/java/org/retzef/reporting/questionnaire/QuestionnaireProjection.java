package org.retzef.reporting.questionnaire;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.reporting.fold.Change;
import org.retzef.reporting.fold.Fact;
import org.retzef.reporting.fold.Projection;
import org.retzef.reporting.fold.Reading;
import org.springframework.stereotype.Component;

/** Nobody knows who answered; each answer counts (F19). */
@Component
class QuestionnaireProjection implements Projection {

  record Answered(
      UUID responseId,
      String audience,
      String mode,
      String unit,
      String language,
      LocalDate answeredOn) {}

  @Override
  public void read(Reading reading) {
    reading.on("questionnaire.answered", Answered.class, told -> answered(told.data()));
  }

  private static List<Change> answered(Answered data) {
    return List.of(
        Change.begin(
            Fact.of("questionnaires_answered", data.responseId(), data.unit())
                .with("audience", data.audience())
                .with("mode", data.mode())
                .with("language", data.language()),
            data.answeredOn()));
  }
}
