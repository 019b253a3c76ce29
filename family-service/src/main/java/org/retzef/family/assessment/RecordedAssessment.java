package org.retzef.family.assessment;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The answer to a new assessment; it repeats none of the words that were written. */
record RecordedAssessment(
    UUID id,
    UUID familyId,
    LocalDate assessedOn,
    String form,
    int formVersion,
    @Nullable UUID overlayId,
    @Nullable String overlayForm,
    @Nullable Integer overlayFormVersion) {

  static RecordedAssessment of(Assessment assessment) {
    return new RecordedAssessment(
        assessment.id(),
        assessment.familyId(),
        assessment.assessedOn(),
        assessment.form(),
        assessment.formVersion(),
        assessment.overlayId(),
        assessment.overlayForm(),
        assessment.overlayFormVersion());
  }
}
