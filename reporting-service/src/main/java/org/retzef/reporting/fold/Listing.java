package org.retzef.reporting.fold;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a source that lists, time after time, all that count by it. While nothing is listed
 * as going on, the whole source was ended: what ended with it goes on if that end is taken back.
 */
record Listing(Change.Only only, List<Fact> facts, List<Row> known) {

  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    Set<String> goingOn = new HashSet<>();
    for (Row row : known) {
      Span before = new Span(begin(row), row.span().last());
      if (!isCurrent(row)) {
        rows.add(new Row(row.fact(), row.part(), before));
      } else if (isListed(row)) {
        goingOn.add(row.fact().counted());
        rows.add(new Row(row.fact(), row.part(), new Span(before.first(), only.last())));
      } else {
        rows.add(new Row(row.fact(), row.part(), before).lasting(endBeforeToday(row)));
      }
    }
    facts.stream()
        .filter(fact -> !goingOn.contains(fact.counted()))
        .map(this::fresh)
        .forEach(rows::add);
    rows.removeIf(row -> row.span().isOverBefore(row.span().first()));
    return rows;
  }

  private Row fresh(Fact fact) {
    LocalDate first = only.first();
    if (known.isEmpty()) {
      return new Row(
          fact,
          fact.counted(),
          new Span(Objects.requireNonNullElse(first, only.day()), only.last()));
    }
    LocalDate begin = first != null && first.isAfter(only.day()) ? first : only.day();
    return new Row(fact, fact.counted() + " " + begin, new Span(begin, only.last()));
  }

  /** What the source told first begins with the source, whatever was said of that before. */
  private LocalDate begin(Row row) {
    LocalDate first = only.first();
    return first != null && row.part().equals(row.fact().counted()) ? first : row.span().first();
  }

  private boolean isListed(Row row) {
    return facts.stream().anyMatch(fact -> fact.counted().equals(row.fact().counted()));
  }

  private boolean isCurrent(Row row) {
    return known.stream().anyMatch(this::goesOn)
        ? goesOn(row)
        : Objects.equals(row.span().last(), lastOfAll());
  }

  private boolean goesOn(Row row) {
    return !row.span().isOverBefore(only.day());
  }

  private @Nullable LocalDate lastOfAll() {
    return known.stream()
        .map(row -> row.span().last())
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private LocalDate endBeforeToday(Row row) {
    LocalDate yesterday = only.day().minusDays(1);
    LocalDate last = row.span().last();
    return last != null && last.isBefore(yesterday) ? last : yesterday;
  }
}
