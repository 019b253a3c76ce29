package org.retzef.reporting.indicator;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.figure.Breakdown;
import org.retzef.reporting.figure.Term;
import org.retzef.reporting.indicator.HiddenCells.Cell;
import org.retzef.reporting.indicator.Indicators.Part;
import org.retzef.reporting.indicator.Reckoning.Line;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Decides which of an indicator's figures are hidden from whoever does not work with families, out
 * of the figures of the whole country: one decision, whatever is asked for, so that no two answers
 * tell together what neither tells alone.
 */
@Component
class Hiding {

  private static final String COUNTRY = "IL";

  /**
   * Figures that are decided on together.
   *
   * @param code of the indicator
   * @param trait which the units' figures are broken down by; null for none
   */
  record Table(String code, @Nullable String trait) {}

  /** Which figures of a table are hidden at a point. */
  record Question(Table table, Point point) {}

  private final Reckoning reckoning;
  private final Indicators indicators;
  private final List<Table> tables;

  /** Of whose figures it matters when a time began. */
  private final Set<Table> ofTimes;

  Hiding(Reckoning reckoning, Indicators indicators) {
    this.reckoning = reckoning;
    this.indicators = indicators;
    this.tables =
        indicators.all().stream().filter(Indicator::ofPeople).flatMap(Hiding::tables).toList();
    this.ofTimes = tables.stream().filter(this::isOfTimes).collect(toSet());
  }

  private static Stream<Table> tables(Indicator indicator) {
    return Stream.concat(
        Stream.of(new Table(indicator.code(), null)),
        indicator.by().stream().map(trait -> new Table(indicator.code(), trait)));
  }

  private boolean isOfTimes(Table table) {
    return read(withPart(table)).stream().anyMatch(one -> one.kind() == Indicator.Kind.FLOW);
  }

  /** Every table there is. */
  List<Table> tables() {
    return tables;
  }

  /** Of what is a state of a day, it is one question when its time began. */
  Question question(Table table, Point point) {
    return new Question(table, ofTimes.contains(table) ? point : Point.day(point.last()));
  }

  /** What is counted to decide: whatever changes none of these changes no decision. */
  Set<String> measures(Table table) {
    List<Indicator> read = read(withPart(table));
    Set<String> measures = new TreeSet<>();
    Stream.of(read, ThoseBehind.first(read, indicators), ThoseBehind.inMonth(read, indicators))
        .flatMap(List::stream)
        .flatMap(one -> Parts.of(one).terms())
        .map(Term::measure)
        .forEach(measures::add);
    return measures;
  }

  /** All at once: one statement for many points costs little more than for one. */
  Mono<Map<Question, Set<Cell>>> decide(Collection<Question> questions) {
    List<Point> points = questions.stream().map(Question::point).distinct().toList();
    Set<Table> tables = new LinkedHashSet<>();
    questions.forEach(question -> tables.addAll(withPart(question.table())));
    return Mono.zip(
            counted(read(tables), new Breakdown.ByEachUnit(), points),
            countedByTraits(tables, points))
        .map(
            found -> {
              Map<Table, Map<Point, Set<Cell>>> hidden = new HashMap<>();
              for (Table table : tables) {
                hidden.put(table, hidden(table, found.getT1(), found.getT2()));
              }
              return questions.stream()
                  .collect(toMap(Function.identity(), question -> hiddenOf(question, hidden)));
            });
  }

  /** The table, and the one whose breakdown its indicator is a part of. */
  private Set<Table> withPart(Table table) {
    Set<Table> tables = new LinkedHashSet<>(Set.of(table));
    indicators.partOf(find(table)).ifPresent(part -> tables.add(table(part)));
    return tables;
  }

  private static Table table(Part part) {
    return new Table(part.whole().code(), part.dimension());
  }

  private Indicator find(Table table) {
    return indicators.find(table.code());
  }

  private List<Indicator> read(Collection<Table> tables) {
    return tables.stream()
        .flatMap(table -> indicators.ofTheSameWhole(find(table)).stream())
        .distinct()
        .toList();
  }

  /** What the table hides, and what the breakdown does whose part the indicator is. */
  private Set<Cell> hiddenOf(Question question, Map<Table, Map<Point, Set<Cell>>> hidden) {
    Set<Cell> its = new HashSet<>(at(question.point(), question.table(), hidden));
    indicators
        .partOf(find(question.table()))
        .ifPresent(
            part ->
                at(question.point(), table(part), hidden).stream()
                    .filter(cell -> part.values().contains(cell.trait()))
                    .map(cell -> Cell.whole(cell.unit()))
                    .forEach(its::add));
    return its;
  }

  private static Set<Cell> at(Point point, Table table, Map<Table, Map<Point, Set<Cell>>> hidden) {
    return hidden.getOrDefault(table, Map.of()).getOrDefault(point, Set.of());
  }

  /** One statement for each trait, however many indicators there are. */
  private Mono<Map<String, List<Line>>> countedByTraits(Set<Table> tables, List<Point> points) {
    Map<String, List<Indicator>> byTrait = new TreeMap<>();
    for (Table table : tables) {
      if (table.trait() != null) {
        byTrait.computeIfAbsent(table.trait(), _ -> new ArrayList<>()).add(find(table));
      }
    }
    return Flux.fromIterable(byTrait.entrySet())
        .flatMap(
            its ->
                counted(its.getValue(), new Breakdown.ByEachUnitAndTrait(its.getKey()), points)
                    .map(lines -> Map.entry(its.getKey(), lines)))
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /** The figures; instead of amounts, how many are behind them. */
  private Mono<List<Line>> counted(List<Indicator> its, Breakdown breakdown, List<Point> points) {
    Mono<List<Line>> figures = reckoning.of(its, COUNTRY, breakdown, points);
    List<Indicator> first = ThoseBehind.first(its, indicators);
    if (first.isEmpty()) {
      return figures;
    }
    return Mono.zip(
            figures,
            reckoning.of(first, COUNTRY, breakdown, points),
            mostOfMonths(ThoseBehind.inMonth(its, indicators), breakdown, points))
        .map(
            found -> {
              ThoseBehind behind = ThoseBehind.of(found.getT2(), found.getT3());
              return found.getT1().stream().map(behind::insteadOf).toList();
            });
  }

  private Mono<List<Line>> mostOfMonths(
      List<Indicator> inMonth, Breakdown breakdown, List<Point> points) {
    List<Point> times = points.stream().filter(Point::isTime).toList();
    return inMonth.isEmpty() || times.isEmpty()
        ? Mono.just(List.of())
        : Flux.fromIterable(inMonth)
            .flatMap(one -> reckoning.mostOfMonths(one, COUNTRY, breakdown, times))
            .flatMapIterable(Function.identity())
            .collectList();
  }

  private Map<Point, Set<Cell>> hidden(
      Table table, List<Line> wholes, Map<String, List<Line>> traits) {
    Indicator indicator = find(table);
    Set<String> codes =
        indicators.ofTheSameWhole(indicator).stream().map(Indicator::code).collect(toSet());
    Map<Point, List<Line>> itsTraits =
        table.trait() == null
            ? Map.of()
            : traits.getOrDefault(table.trait(), List.of()).stream()
                .filter(line -> line.indicator().equals(indicator))
                .collect(groupingBy(Line::point));
    Map<Point, Set<Cell>> hidden = new HashMap<>();
    wholes.stream()
        .filter(line -> codes.contains(line.indicator().code()))
        .collect(groupingBy(Line::point))
        .forEach(
            (point, lines) ->
                hidden.put(
                    point, hidden(indicator, lines, itsTraits.getOrDefault(point, List.of()))));
    return hidden;
  }

  private static Set<Cell> hidden(Indicator asked, List<Line> wholes, List<Line> traits) {
    Set<Cell> hidden = new HashSet<>();
    wholes.stream()
        .collect(groupingBy(line -> line.indicator().code()))
        .values()
        .forEach(
            lines ->
                counts(lines.getFirst().indicator(), lines)
                    .forEach(counts -> hidden.addAll(HiddenCells.ofWholes(counts))));
    if (traits.isEmpty()) {
      return hidden;
    }
    List<Map<Cell, Long>> its =
        counts(asked, wholes.stream().filter(line -> line.indicator().equals(asked)).toList());
    List<Map<Cell, Long>> itsTraits = counts(asked, traits);
    Set<Cell> hiddenWholes = Set.copyOf(hidden);
    for (int i = 0; i < its.size(); i++) {
      hidden.addAll(HiddenCells.ofTraits(itsTraits.get(i), its.get(i), hiddenWholes));
    }
    return hidden;
  }

  /** Everything that the figures count: of a share its parts, and what is left of its whole. */
  private static List<Map<Cell, Long>> counts(Indicator indicator, List<Line> lines) {
    if (indicator.denominator() == null) {
      return List.of(counts(lines, Value::number));
    }
    return indicator.isShareOfPeople()
        ? List.of(
            counts(lines, Value::numerator),
            counts(lines, Value::denominator),
            counts(lines, Value::rest))
        : List.of(counts(lines, Value::numerator));
  }

  private static Map<Cell, Long> counts(List<Line> lines, Function<Value, @Nullable Long> count) {
    Map<Cell, Long> counts = new LinkedHashMap<>(); // by units and traits: so they are sorted soon
    for (Line line : lines) {
      Long counted = count.apply(line.value());
      if (counted != null) {
        counts.put(Cell.of(line.key()), counted);
      }
    }
    return counts;
  }
}
