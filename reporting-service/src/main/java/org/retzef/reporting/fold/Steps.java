package org.retzef.reporting.fold;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** By how much figures rise and fall on a day, at each place and in each trait. */
final class Steps {

  /** A figure's address. */
  record Cell(String measure, String unit, String dimension, String value) {}

  record At(Cell cell, LocalDate day) {}

  private record Once(String measure, String counted, long amount) {}

  private Steps() {}

  /** What must be added to the steps of these facts to have those of others. */
  static Map<At, Long> correction(Collection<Row> from, Collection<Row> to) {
    Map<At, Long> steps = new HashMap<>();
    add(steps, to, 1);
    add(steps, from, -1);
    steps.values().removeIf(step -> step == 0);
    return steps;
  }

  private static void add(Map<At, Long> steps, Collection<Row> rows, int sign) {
    Map<Once, List<Row>> each = new HashMap<>();
    for (Row row : rows) {
      Fact fact = row.fact();
      each.computeIfAbsent(
              new Once(fact.measure(), fact.counted(), fact.amount()), _ -> new ArrayList<>())
          .add(row);
    }
    each.forEach((once, its) -> add(steps, its, sign * once.amount()));
  }

  /** Somebody's facts: in each cell they count once. */
  private static void add(Map<At, Long> steps, List<Row> rows, long weight) {
    Map<Cell, List<Span>> spans = new HashMap<>();
    for (Row row : rows) {
      for (Cell cell : cells(row.fact())) {
        spans.computeIfAbsent(cell, _ -> new ArrayList<>()).add(row.span());
      }
    }
    spans.forEach(
        (cell, days) ->
            Span.steps(days)
                .forEach((day, step) -> steps.merge(new At(cell, day), step * weight, Long::sum)));
  }

  /** The whole and each trait, in the unit and in all above. */
  private static List<Cell> cells(Fact fact) {
    List<Cell> cells = new ArrayList<>();
    for (String unit = fact.unit(); !unit.isEmpty(); unit = above(unit)) {
      cells.add(new Cell(fact.measure(), unit, "", ""));
      for (String trait : fact.traits()) {
        int equals = trait.indexOf('=');
        cells.add(
            new Cell(
                fact.measure(), unit, trait.substring(0, equals), trait.substring(equals + 1)));
      }
    }
    return cells;
  }

  private static String above(String unit) {
    return unit.substring(0, Math.max(unit.lastIndexOf('.'), 0));
  }
}
