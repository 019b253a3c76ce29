package org.retzef.rights.screening;

import java.time.LocalDate;
import org.retzef.rights.eligibility.rules.Answer;

/** An answer and the day on which it was given. After a year it is asked anew. */
record Given(Answer answer, LocalDate on) {

  boolean isFreshOn(LocalDate day) {
    return on.isAfter(day.minusYears(1));
  }

  String key() {
    return answer.fact() + "#" + answer.number();
  }

  @Override
  public String toString() {
    return "Given";
  }
}
