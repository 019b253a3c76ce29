package org.retzef.reporting.trainingeffect;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;

/**
 * Months of training, with as many months before as after them.
 *
 * @param from the first month of training
 * @param to its last one
 * @param months that are compared on either side
 */
record Periods(YearMonth from, YearMonth to, int months) {

  private static final YearMonth EARLIEST = YearMonth.of(1900, 1);
  private static final int MOST_MONTHS = 12;

  /** Fails with {@link InvalidInput} unless all that is compared lies in the past. */
  static Periods over(YearMonth from, YearMonth to, int months, LocalDate today) {
    List<Fault> faults = new ArrayList<>();
    if (months < 1 || months > MOST_MONTHS) {
      faults.add(Fault.of("months", "training-effect-months"));
    } else if (!to.isBefore(YearMonth.from(today).minusMonths(months))) {
      faults.add(Fault.of("to", "training-effect-not-over"));
    }
    if (from.isBefore(EARLIEST)) {
      faults.add(Fault.of("from", "date-too-early"));
    }
    if (to.isBefore(from)) {
      faults.add(Fault.of("to", "training-effect-order"));
    }
    InvalidInput.ifAny(faults);
    return new Periods(from, to, months);
  }

  LocalDate beforeBegins() {
    return from.minusMonths(months).atDay(1);
  }

  LocalDate trainingBegins() {
    return from.atDay(1);
  }

  LocalDate afterBegins() {
    return to.plusMonths(1).atDay(1);
  }

  /** The first day that is looked at no more. */
  LocalDate afterEnds() {
    return to.plusMonths(1L + months).atDay(1);
  }
}
