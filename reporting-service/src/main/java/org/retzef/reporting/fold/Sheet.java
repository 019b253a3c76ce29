package org.retzef.reporting.fold;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.fold.KnownFacts.Wanted.Pair;

/**
 * The facts that changes touch, before and after; all of whoever counts, so that steps are right.
 */
final class Sheet {

  private final Map<Row.Key, Row> before = new HashMap<>();
  private final Rows now = new Rows();
  private final Map<Pair, LocalDate> earlyEnds;

  Sheet(Collection<Row> known) {
    this(known, Map.of());
  }

  /**
   * @param earlyEnds last days of sources of which nothing else is known yet
   */
  Sheet(Collection<Row> known, Map<Pair, LocalDate> earlyEnds) {
    this.earlyEnds = new HashMap<>(earlyEnds);
    for (Row row : known) {
      before.put(row.key(), row);
      now.keep(row);
    }
  }

  Collection<Row> before() {
    return before.values();
  }

  Collection<Row> now() {
    return now.all();
  }

  Map<Pair, LocalDate> earlyEnds() {
    return earlyEnds;
  }

  List<Row> changed() {
    return now.all().stream().filter(row -> !row.equals(before.get(row.key()))).toList();
  }

  List<Row.Key> gone() {
    return before.keySet().stream().filter(key -> now.find(key) == null).toList();
  }

  /**
   * @param roots who counts for a family
   */
  void apply(Change change, Map<String, String> roots) {
    switch (change) {
      case Change.Begin begin -> begin(counting(begin.fact(), roots), begin.day());
      case Change.Put put -> put(counting(put.fact(), roots), put.first(), put.last());
      case Change.PutAll all -> putAll(all, roots);
      case Change.Since since -> since(counting(since.fact(), roots), since.day());
      case Change.End end -> end(end.measure(), end.source(), end.last());
      case Change.Only only -> only(only, roots);
      case Change.Replace replace -> replace(replace);
      case Change.Remove remove -> remove(now.ofSource(remove.measure(), remove.source()));
      case Change.Move move -> move(move);
      case Change.Whose whose -> whose(whose);
      case Change.Follow follow -> follow(follow, roots);
      case Change.Beside beside -> beside(beside);
      case Change.Merge _ -> recount(roots);
      case Change.Erase _ -> {}
    }
  }

  private static Fact counting(Fact fact, Map<String, String> roots) {
    return fact.family() == null
        ? fact
        : fact.counting(roots.getOrDefault(fact.family(), fact.family()));
  }

  private void begin(Fact fact, LocalDate day) {
    List<Row> known = now.ofSource(fact.measure(), fact.source());
    if (known.isEmpty()) {
      keep(new Row(fact, "", new Span(day, null)));
      endIfItIsToldAlready(fact);
    } else if (known.stream().allMatch(row -> row.span().isOverBefore(day))) {
      keep(new Row(fact, day.toString(), new Span(day, null)));
    }
  }

  private void endIfItIsToldAlready(Fact fact) {
    LocalDate last = earlyEnds.remove(new Pair(fact.measure(), fact.source()));
    if (last != null) {
      end(fact.measure(), fact.source(), last);
    }
  }

  private void put(Fact fact, LocalDate first, @Nullable LocalDate last) {
    remove(now.ofSource(fact.measure(), fact.source()));
    keep(new Row(fact, "", new Span(first, last)));
  }

  private void putAll(Change.PutAll all, Map<String, String> roots) {
    remove(now.ofSource(all.measure(), all.source()));
    for (Fact fact : all.facts()) {
      keep(new Row(counting(fact, roots), fact.counted(), new Span(all.first(), all.last())));
    }
  }

  /** Of two that begin on one day, the one that was told last holds. */
  private void since(Fact fact, LocalDate day) {
    remove(
        now.ofCounted(fact.measure(), fact.counted()).stream()
            .filter(row -> row.span().first().equals(day))
            .toList());
    remove(now.ofSource(fact.measure(), fact.source()));
    keep(new Row(fact, Row.UNTIL_THE_NEXT, new Span(day, null)));
    follow(now.ofCounted(fact.measure(), fact.counted()));
  }

  /**
   * Each lasts until the next one begins, whoever it was told of. Two families may have begun on
   * one day before they were merged: then both count on it.
   */
  private void follow(List<Row> known) {
    List<Row> inOrder = afterMoves(known);
    for (int i = 0; i + 1 < inOrder.size(); i++) {
      Row row = inOrder.get(i);
      LocalDate first = row.span().first();
      LocalDate next = inOrder.get(i + 1).span().first();
      keep(row.lasting(next.equals(first) ? first : next.minusDays(1)));
    }
    keep(inOrder.getLast().lasting(null));
  }

  /** What goes on elsewhere after a move is what held last before it, also if that is told late. */
  private List<Row> afterMoves(List<Row> inOrder) {
    List<Row> rows = new ArrayList<>();
    Row held = null;
    for (Row row : inOrder) {
      if (held != null && !row.part().equals(Row.UNTIL_THE_NEXT)) {
        now.remove(row.key());
        row = new Row(held.fact().in(row.fact().unit()), row.part(), row.span());
        keep(row);
      }
      held = row;
      rows.add(row);
    }
    return rows;
  }

  private void end(String measure, String source, LocalDate last) {
    List<Row> parts = now.ofSource(measure, source);
    if (parts.isEmpty()) {
      earlyEnds.put(new Pair(measure, source), last);
    }
    remove(parts.stream().filter(row -> row.span().first().isAfter(last)).toList());
    List<Row> left = now.ofSource(measure, source);
    if (!left.isEmpty()) {
      keep(left.getLast().lasting(last));
    }
  }

  private void only(Change.Only only, Map<String, String> roots) {
    List<Row> known = now.ofSource(only.measure(), only.source());
    List<Fact> facts = only.facts().stream().map(fact -> counting(fact, roots)).toList();
    List<Row> rows = new Listing(only, facts, known).rows();
    remove(known);
    rows.forEach(this::keep);
  }

  private void replace(Change.Replace replace) {
    for (Row row : now.ofSource(replace.measure(), replace.source())) {
      now.remove(row.key());
      keep(new Row(row.fact().from(replace.by()), row.part(), row.span()));
    }
  }

  private void move(Change.Move move) {
    for (Row row : now.ofFamily(move.family().toString())) {
      withAllThatGoes(row, move.measures(), move.with())
          .forEach(one -> moveOn(one, move.unit(), move.day()));
    }
  }

  /** Its own facts, by its own moves: those of a survivor count from the merger on. */
  private void follow(Change.Follow follow, Map<String, String> roots) {
    String family = follow.family().toString();
    for (Row move : now.ofCounted(follow.moves(), roots.getOrDefault(family, family))) {
      if (family.equals(move.fact().family())) {
        follow(follow, family, move.fact().unit(), move.span().first());
      }
    }
  }

  private void follow(Change.Follow follow, String family, String unit, LocalDate day) {
    for (Row row : now.ofFamily(family)) {
      if (family.equals(row.fact().family())) {
        withAllThatGoes(row, follow.measures(), follow.with())
            .filter(one -> one.span().first().isBefore(day))
            .forEach(one -> moveOn(one, unit, day));
      }
    }
  }

  private Stream<Row> withAllThatGoes(Row row, String measures, List<String> with) {
    String source = row.fact().source();
    return row.fact().measure().startsWith(measures)
        ? Stream.concat(
            Stream.of(row),
            with.stream()
                .flatMap(
                    measure ->
                        Stream.concat(
                                now.ofSource(measure, source).stream(),
                                now.ofCounted(measure, source).stream())
                            .distinct()))
        : Stream.empty();
  }

  private void moveOn(Row row, String unit, LocalDate day) {
    if (!row.span().isOverBefore(day) && !row.fact().unit().equals(unit)) {
      move(row, unit, day);
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

  private void whose(Change.Whose whose) {
    List<Row> known = now.ofSource(whose.as(), whose.source());
    if (!known.isEmpty()) {
      for (Row row : now.ofSource(whose.measure(), whose.source())) {
        keep(new Row(row.fact().toldAs(known.getFirst().fact()), row.part(), row.span()));
      }
    }
  }

  private void beside(Change.Beside beside) {
    List<Row> places = now.ofSource(beside.as(), beside.other());
    if (!places.isEmpty()) {
      for (Row row : now.ofSource(beside.measure(), beside.source())) {
        keep(new Row(row.fact().in(places.getFirst().fact().unit()), row.part(), row.span()));
      }
    }
    for (Row place : places) {
      now.ofSource(beside.measure(), beside.source())
          .forEach(row -> moveOn(row, place.fact().unit(), place.span().first()));
    }
  }

  private void recount(Map<String, String> roots) {
    for (Row row : List.copyOf(now.all())) {
      if (row.fact().family() != null) {
        keep(new Row(counting(row.fact(), roots), row.part(), row.span()));
      }
    }
    now.all().stream()
        .filter(row -> row.fact().family() != null && row.part().equals(Row.UNTIL_THE_NEXT))
        .map(row -> new Pair(row.fact().measure(), row.fact().counted()))
        .distinct()
        .toList()
        .forEach(whose -> follow(now.ofCounted(whose.measure(), whose.id())));
  }

  private void remove(List<Row> rows) {
    rows.forEach(row -> now.remove(row.key()));
  }

  private void keep(Row row) {
    now.keep(row);
  }
}
