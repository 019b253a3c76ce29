package org.retzef.family.questionnaire;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.form.AnswerCounts;
import org.retzef.platform.caller.UnitPath;

/** What a version of a questionnaire was answered in a unit, and by how many of those asked. */
record ResponseSummary(
    UUID questionnaireId,
    int number,
    UnitPath unit,
    Rate rate,
    List<AnswerCounts.FieldCount> fields,
    List<AnswerCounts.Share> indicators) {

  /**
   * Responses of those asked.
   *
   * @param percent with one decimal; null where nobody was asked
   */
  record Rate(long numerator, long denominator, State state, @Nullable BigDecimal percent) {

    enum State {
      KNOWN,
      NO_DENOMINATOR
    }

    static Rate of(long answered, long asked) {
      return asked == 0
          ? new Rate(answered, asked, State.NO_DENOMINATOR, null)
          : new Rate(
              answered,
              asked,
              State.KNOWN,
              BigDecimal.valueOf(100 * answered)
                  .divide(BigDecimal.valueOf(asked), 1, RoundingMode.HALF_UP));
    }
  }
}
