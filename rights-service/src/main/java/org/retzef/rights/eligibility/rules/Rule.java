package org.retzef.rights.eligibility.rules;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of one version of a right, compiled.
 *
 * @param validFrom first day on which it gives anything; null where that is not bounded
 * @param validTo last day; a temporary benefit has one
 */
public record Rule(
    String right,
    int version,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validTo,
    List<Term> terms) {

  /** A named condition. */
  record Term(String name, CompiledExpression expression) {}

  /** A version that follows no right's text yet. */
  public Rule withVersion(int number, @Nullable LocalDate from, @Nullable LocalDate to) {
    return new Rule(right, number, from, to, terms);
  }

  boolean holdsOn(LocalDate day) {
    return (validFrom == null || !day.isBefore(validFrom))
        && (validTo == null || !day.isAfter(validTo));
  }

  boolean isPerPerson() {
    return terms.stream().anyMatch(term -> term.expression().isPerPerson());
  }

  boolean isPerChild() {
    return terms.stream().anyMatch(term -> term.expression().isPerChild());
  }

  /** All facts that the rule names. */
  public List<String> facts() {
    return terms.stream().flatMap(term -> term.expression().facts().stream()).distinct().toList();
  }
}
