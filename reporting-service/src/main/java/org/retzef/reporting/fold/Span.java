package org.retzef.reporting.fold;

import java.time.LocalDate;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Days on which somebody counts.
 *
 * @param last null while it goes on
 */
record Span(LocalDate first, @Nullable LocalDate last) {

  boolean isOverBefore(LocalDate day) {
    return last != null && last.isBefore(day);
  }

  /**
   * The days on which somebody with these spans begins to count (+1) and counts no more (-1). Where
   * spans overlap, or follow each other without a gap, they are one.
   */
  static SortedMap<LocalDate, Integer> steps(Collection<Span> spans) {
    SortedMap<LocalDate, Integer> steps = new TreeMap<>();
    int running = 0;
    for (var change : changes(spans).entrySet()) {
      int next = running + change.getValue();
      int step = Integer.signum(next) - Integer.signum(running);
      if (step != 0) {
        steps.put(change.getKey(), step);
      }
      running = next;
    }
    return steps;
  }

  /** By how many spans more or fewer there are from a day on. */
  private static SortedMap<LocalDate, Integer> changes(Collection<Span> spans) {
    SortedMap<LocalDate, Integer> changes = new TreeMap<>();
    for (Span span : spans) {
      changes.merge(span.first, 1, Integer::sum);
      if (span.last != null) {
        changes.merge(span.last.plusDays(1), -1, Integer::sum);
      }
    }
    return changes;
  }
}
