package org.retzef.family.assessment;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What is told of assessments: what can be counted, and no words. */
sealed interface AssessmentEvent extends Event {

  UUID familyId();

  @Override
  default String topic() {
    return "retzef.family.events";
  }

  @Override
  default String aggregateType() {
    return "family";
  }

  @Override
  default String aggregateId() {
    return familyId().toString();
  }

  record Recorded(
      UUID familyId,
      UUID assessmentId,
      UnitPath unit,
      LocalDate assessedOn,
      String form,
      int formVersion,
      @Nullable UUID overlayId,
      @Nullable String overlayForm,
      @Nullable Integer overlayFormVersion,
      Map<String, Object> answers)
      implements AssessmentEvent {

    /**
     * @param coded the answers without the texts
     */
    static Recorded of(Assessment assessment, Map<String, Object> coded) {
      return new Recorded(
          assessment.familyId(),
          assessment.id(),
          assessment.unit(),
          assessment.assessedOn(),
          assessment.form(),
          assessment.formVersion(),
          assessment.overlayId(),
          assessment.overlayForm(),
          assessment.overlayFormVersion(),
          coded);
    }

    @Override
    public String type() {
      return "org.retzef.assessment.recorded.v1";
    }
  }
}
