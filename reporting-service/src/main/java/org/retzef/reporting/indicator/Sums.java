package org.retzef.reporting.indicator;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.figure.Figures.Figure;
import org.retzef.reporting.figure.Term;

/** Figures by term, day and key. */
final class Sums {

  private final Map<Term, Map<LocalDate, Map<String, Long>>> values = new HashMap<>();
  private final Set<String> keys = new TreeSet<>();

  static Sums of(Collection<Figure> figures) {
    Sums sums = new Sums();
    for (Figure figure : figures) {
      sums.values
          .computeIfAbsent(figure.term(), _ -> new HashMap<>())
          .computeIfAbsent(figure.day(), _ -> new HashMap<>())
          .put(figure.key(), figure.value());
      sums.keys.add(figure.key());
    }
    return sums;
  }

  Set<String> keys() {
    return keys;
  }

  /**
   * @param before what was there on this day already is taken off; null to take off nothing
   * @return null if nothing was ever recorded of any of the terms
   */
  @Nullable Long of(Expression expression, String key, LocalDate day, @Nullable LocalDate before) {
    return knows(expression.added(), key, day) || knows(expression.taken(), key, day)
        ? at(expression, key, day) - (before == null ? 0 : at(expression, key, before))
        : null;
  }

  /** Without a stream: an answer of hundreds of units would make as many. */
  private boolean knows(List<Term> terms, String key, LocalDate day) {
    for (Term term : terms) {
      if (at(term, day).containsKey(key)) {
        return true;
      }
    }
    return false;
  }

  private long at(Expression expression, String key, LocalDate day) {
    long sum = 0;
    for (Term term : expression.added()) {
      sum += at(term, day).getOrDefault(key, 0L);
    }
    for (Term term : expression.taken()) {
      sum -= at(term, day).getOrDefault(key, 0L);
    }
    return sum;
  }

  private Map<String, Long> at(Term term, LocalDate day) {
    return values.getOrDefault(term, Map.of()).getOrDefault(day, Map.of());
  }
}
