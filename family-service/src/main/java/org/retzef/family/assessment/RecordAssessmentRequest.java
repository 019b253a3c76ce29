package org.retzef.family.assessment;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;
import java.util.Map;

/**
 * @param assessedOn the day; it decides which version of which forms is answered
 * @param answers by the code of the field, as {@code GET /families/{id}/assessment-form} asks
 */
record RecordAssessmentRequest(
    @NotNull @PastOrPresent(message = "date-in-future") LocalDate assessedOn,
    @NotNull Map<String, Object> answers) {

  @Override
  public String toString() {
    return "RecordAssessmentRequest";
  }
}
