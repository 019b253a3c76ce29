package org.retzef.family.questionnaire;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.retzef.family.overlay.Mode;
import org.retzef.family.registration.Language;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What is told of questionnaires: answers of nobody in particular. */
sealed interface QuestionnaireEvent extends Event {

  /** An aggregate of its own for each answer: nothing else is told of it, and none waits. */
  record Answered(
      UUID responseId,
      UUID questionnaireId,
      int number,
      UUID distributionId,
      Questionnaire.Audience audience,
      Mode mode,
      UnitPath unit,
      Language language,
      LocalDate answeredOn,
      Map<String, Object> answers)
      implements QuestionnaireEvent {

    @Override
    public String topic() {
      return "retzef.family.events";
    }

    @Override
    public String aggregateType() {
      return "questionnaire-response";
    }

    @Override
    public String aggregateId() {
      return responseId.toString();
    }

    @Override
    public boolean anonymous() {
      return true;
    }

    @Override
    public String type() {
      return "org.retzef.questionnaire.answered.v1";
    }
  }
}
