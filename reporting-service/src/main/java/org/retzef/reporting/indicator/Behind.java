package org.retzef.reporting.indicator;

import java.util.List;
import org.retzef.reporting.figure.Term;

/** Where the rows behind a part of an indicator are. */
public sealed interface Behind {

  /**
   * Facts.
   *
   * @param terms whoever counts in any of them
   * @param without those who count in any of these, too, do not
   */
  record Counting(List<Term> terms, List<Term> without) implements Behind {}

  /** The plans of a programme. */
  record Planned(String programme) implements Behind {}

  /** A plain count has no denominator. */
  record Nothing() implements Behind {}

  static Behind numerator(Indicator indicator) {
    return of(Parts.of(indicator).numerator());
  }

  static Behind denominator(Indicator indicator) {
    Parts parts = Parts.of(indicator);
    if (parts.programme() != null) {
      return new Planned(parts.programme());
    }
    return parts.denominator() == null ? new Nothing() : of(parts.denominator());
  }

  private static Behind of(Expression expression) {
    return new Counting(expression.added(), expression.taken());
  }
}
