package org.retzef.reporting.fold;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The facts that changes touch, before and after; all of whoever counts, so that steps are right.
 */
final class Sheet {

  private static final Comparator<Row> BY_DAY =
      Comparator.<Row, LocalDate>comparing(row -> row.span().first())
          .thenComparing(row -> row.fact().source());

  private final Map<Row.Key, Row> before = new HashMap<>();
  private final Map<Row.Key, Row> now;

  Sheet(Collection<Row> known) {
    known.forEach(row -> before.put(row.key(), row));
    now = new HashMap<>(before);
  }

  Collection<Row> before() {
    return before.values();
  }

  Collection<Row> now() {
    return now.values();
  }

  List<Row> changed() {
    return now.values().stream().filter(row -> !row.equals(before.get(row.key()))).toList();
  }

  List<Row.Key> gone() {
    return before.keySet().stream().filter(key -> !now.containsKey(key)).toList();
  }

  /**
   * @param roots who counts for a family
   */
  void apply(Change change, Map<String, String> roots) {
    switch (change) {
      case Change.Begin begin -> begin(counting(begin.fact(), roots), begin.day());
      case Change.Put put -> put(counting(put.fact(), roots), put.first(), put.last());
      case Change.Since since -> since(counting(since.fact(), roots), since.day());
      case Change.End end -> end(end.measure(), end.source(), end.last());
      case Change.Remove remove -> remove(of(remove.measure(), remove.source()));
      case Change.Move move -> move(move);
      case Change.Merge _ -> recount(roots);
    }
  }

  private static Fact counting(Fact fact, Map<String, String> roots) {
    return fact.family() == null
        ? fact
        : fact.counting(roots.getOrDefault(fact.family(), fact.family()));
  }

  private void begin(Fact fact, LocalDate day) {
    List<Row> known = rows(of(fact.measure(), fact.source()));
    if (known.isEmpty()) {
      keep(new Row(fact, "", new Span(day, null)));
    } else if (known.stream().allMatch(row -> row.span().isOverBefore(day))) {
      keep(new Row(fact, day.toString(), new Span(day, null)));
    }
  }

  private void put(Fact fact, LocalDate first, @Nullable LocalDate last) {
    remove(of(fact.measure(), fact.source()));
    keep(new Row(fact, "", new Span(first, last)));
  }

  /** Of two that begin on one day, the one that was told last holds. */
  private void since(Fact fact, LocalDate day) {
    Predicate<Row> same =
        row ->
            row.fact().measure().equals(fact.measure())
                && row.fact().counted().equals(fact.counted());
    remove(same.and(row -> row.span().first().equals(day)));
    put(fact, day, null);
    List<Row> inOrder = rows(same);
    for (int i = 0; i + 1 < inOrder.size(); i++) {
      keep(inOrder.get(i).lasting(inOrder.get(i + 1).span().first().minusDays(1)));
    }
  }

  private void end(String measure, String source, LocalDate last) {
    List<Row> parts = rows(of(measure, source));
    if (parts.isEmpty()) {
      throw new IllegalStateException("An end without a beginning");
    }
    remove(of(measure, source).and(row -> row.span().first().isAfter(last)));
    List<Row> left = rows(of(measure, source));
    if (!left.isEmpty()) {
      keep(left.getLast().lasting(last));
    }
  }

  private void move(Change.Move move) {
    String family = move.family().toString();
    for (Row row : rows(row -> family.equals(row.fact().family()))) {
      LocalDate last = row.span().last();
      boolean goesOn = last == null || !last.isBefore(move.day());
      if (goesOn
          && row.fact().measure().startsWith(move.measures())
          && !row.fact().unit().equals(move.unit())) {
        move(row, move.unit(), move.day());
      }
    }
  }

  private void move(Row row, String unit, LocalDate day) {
    if (row.span().first().isBefore(day)) {
      keep(row.lasting(day.minusDays(1)));
      keep(new Row(row.fact().in(unit), unit + " " + day, new Span(day, row.span().last())));
    } else {
      keep(new Row(row.fact().in(unit), row.part(), row.span()));
    }
  }

  private void recount(Map<String, String> roots) {
    for (Row row : rows(row -> row.fact().family() != null)) {
      keep(new Row(counting(row.fact(), roots), row.part(), row.span()));
    }
  }

  private static Predicate<Row> of(String measure, String source) {
    return row -> row.fact().measure().equals(measure) && row.fact().source().equals(source);
  }

  private List<Row> rows(Predicate<Row> which) {
    return now.values().stream().filter(which).sorted(BY_DAY).toList();
  }

  private void remove(Predicate<Row> which) {
    now.values().removeIf(which);
  }

  private void keep(Row row) {
    now.put(row.key(), row);
  }
}
