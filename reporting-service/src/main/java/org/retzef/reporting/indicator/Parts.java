package org.retzef.reporting.indicator;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.figure.Term;

/**
 * What an indicator is made of.
 *
 * @param programme whose planned seats it is measured against; null for none
 */
record Parts(Expression numerator, @Nullable Expression denominator, @Nullable String programme) {

  static final String PLAN = "plan:";

  static Parts of(Indicator indicator) {
    Expression numerator = Expression.parse(indicator.numerator());
    String denominator = indicator.denominator();
    if (denominator == null) {
      return new Parts(numerator, null, null);
    }
    return denominator.startsWith(PLAN)
        ? new Parts(numerator, null, denominator.substring(PLAN.length()))
        : new Parts(numerator, Expression.parse(denominator), null);
  }

  Stream<Term> terms() {
    return denominator == null
        ? numerator.terms().stream()
        : Stream.concat(numerator.terms().stream(), denominator.terms().stream());
  }

  /** What is counted alone. */
  Term onlyTerm() {
    List<Term> all = terms().toList();
    if (all.size() != 1) {
      throw new IllegalStateException("Not one term: " + all);
    }
    return all.getFirst();
  }
}
