package org.retzef.reporting.indicator;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.reporting.figure.Breakdown;
import org.retzef.reporting.indicator.HiddenCells.Cell;
import org.retzef.reporting.indicator.Indicators.Part;
import org.retzef.reporting.indicator.Reckoning.Line;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Decides for the whole country which of an indicator's figures are hidden from whoever does not
 * work with families: one decision, whatever is asked for, so that no two answers tell together
 * what neither tells alone.
 */
@Service
public class HiddenFigures {

  private static final String COUNTRY = "IL";

  /** So many hidden figures are kept at most: some 10 MB. */
  private static final int MOST = 50_000;

  private record Question(List<String> codes, @Nullable String trait, Point point) {}

  /**
   * Figures that are decided on together.
   *
   * @param trait which the units' figures are broken down by; null for none
   */
  private record Table(Indicator indicator, @Nullable String trait) {}

  private final Reckoning reckoning;
  private final Indicators indicators;

  /** By the indicators' codes. */
  private final AsyncCache<Question, Map<String, Set<Cell>>> decided;

  /**
   * @param holds how long a decision holds: the months are over, only what is told late changes it
   */
  HiddenFigures(
      Reckoning reckoning,
      Indicators indicators,
      @org.springframework.beans.factory.annotation.Value("${retzef.reporting.hidden-for}")
          Duration holds) {
    this.reckoning = reckoning;
    this.indicators = indicators;
    this.decided =
        Caffeine.newBuilder()
            .expireAfterWrite(holds)
            .maximumWeight(MOST)
            .weigher((Question _, Map<String, Set<Cell>> hidden) -> weight(hidden))
            .buildAsync();
  }

  private static int weight(Map<String, Set<Cell>> hidden) {
    return 1 + hidden.values().stream().mapToInt(Set::size).sum();
  }

  /** Of units' figures; what is small itself is hidden at once, whatever was decided before. */
  public Mono<Sight> from(Caller caller, Indicator indicator, List<Point> points) {
    return from(caller, indicator, null, points);
  }

  /**
   * @param trait which the figures are broken down by; null for none
   */
  Mono<Sight> from(Caller caller, Indicator indicator, @Nullable String trait, List<Point> points) {
    return from(caller, List.of(indicator), trait, points)
        .map(sights -> sights.getOrDefault(indicator.code(), Sight.OF_ALL));
  }

  /** Of many indicators' figures of units, by the indicators' codes, as {@link #from} of each. */
  public Mono<Map<String, Sight>> from(Caller caller, List<Indicator> all, Point point) {
    return from(caller, all, null, List.of(point))
        .map(
            sights ->
                all.stream()
                    .map(Indicator::code)
                    .collect(
                        toMap(
                            Function.identity(), code -> sights.getOrDefault(code, Sight.OF_ALL))));
  }

  /** None of an indicator of which nothing is hidden. */
  private Mono<Map<String, Sight>> from(
      Caller caller, List<Indicator> all, @Nullable String trait, List<Point> points) {
    List<Indicator> ofPeople = all.stream().filter(Indicator::ofPeople).toList();
    if (ofPeople.isEmpty() || !SmallCells.areHiddenFrom(caller)) {
      return Mono.just(Map.of());
    }
    List<String> codes = ofPeople.stream().map(Indicator::code).toList();
    List<Question> questions =
        points.stream().map(point -> new Question(codes, trait, point)).toList();
    boolean othersWaitForItToo = true;
    return Mono.fromFuture(
            () ->
                decided.getAll(
                    questions, (open, _) -> decide(ofPeople, trait, Set.copyOf(open)).toFuture()),
            othersWaitForItToo)
        .map(found -> sights(ofPeople, found));
  }

  private static Map<String, Sight> sights(
      List<Indicator> its, Map<Question, Map<String, Set<Cell>>> decided) {
    Map<String, Sight> sights = new HashMap<>();
    for (Indicator one : its) {
      Map<Point, Set<Cell>> hidden = new HashMap<>();
      decided.forEach(
          (question, cells) ->
              hidden.put(question.point(), cells.getOrDefault(one.code(), Set.of())));
      sights.put(one.code(), Sight.without(hidden, one.step()));
    }
    return sights;
  }

  /** All at once: one statement for many months costs little more than for one. */
  private Mono<Map<Question, Map<String, Set<Cell>>>> decide(
      List<Indicator> asked, @Nullable String trait, Set<Question> questions) {
    List<Point> points = questions.stream().map(Question::point).toList();
    Set<Table> tables = new LinkedHashSet<>();
    for (Indicator indicator : asked) {
      tables.add(new Table(indicator, trait));
      indicators.partOf(indicator).ifPresent(part -> tables.add(table(part)));
    }
    List<Indicator> its =
        tables.stream()
            .flatMap(table -> indicators.ofTheSameWhole(table.indicator()).stream())
            .distinct()
            .toList();
    return Mono.zip(
            counted(its, new Breakdown.ByEachUnit(), points), countedByTraits(tables, points))
        .map(
            found -> {
              Map<Table, Map<Point, Set<Cell>>> hidden = new HashMap<>();
              for (Table table : tables) {
                hidden.put(table, hidden(table, found.getT1(), found.getT2()));
              }
              Map<String, Map<Point, Set<Cell>>> byCode = new HashMap<>();
              asked.forEach(one -> byCode.put(one.code(), hiddenOf(new Table(one, trait), hidden)));
              return questions.stream()
                  .collect(toMap(Function.identity(), question -> at(question.point(), byCode)));
            });
  }

  private static Map<String, Set<Cell>> at(Point point, Map<String, Map<Point, Set<Cell>>> byCode) {
    Map<String, Set<Cell>> cells = new HashMap<>();
    byCode.forEach((code, points) -> cells.put(code, points.getOrDefault(point, Set.of())));
    return cells;
  }

  private static Table table(Part part) {
    return new Table(part.whole(), part.dimension());
  }

  /** What the table hides, and what the breakdown does whose part the indicator is. */
  private Map<Point, Set<Cell>> hiddenOf(Table own, Map<Table, Map<Point, Set<Cell>>> hidden) {
    Map<Point, Set<Cell>> its = hidden.getOrDefault(own, Map.of());
    indicators
        .partOf(own.indicator())
        .ifPresent(
            part ->
                hidden
                    .getOrDefault(table(part), Map.of())
                    .forEach(
                        (point, cells) ->
                            cells.stream()
                                .filter(cell -> part.values().contains(cell.trait()))
                                .map(cell -> Cell.whole(cell.unit()))
                                .forEach(its.computeIfAbsent(point, _ -> new HashSet<>())::add)));
    return its;
  }

  /** One statement for each trait, however many indicators there are. */
  private Mono<Map<String, List<Line>>> countedByTraits(Set<Table> tables, List<Point> points) {
    Map<String, List<Indicator>> byTrait = new TreeMap<>();
    for (Table table : tables) {
      if (table.trait() != null) {
        byTrait.computeIfAbsent(table.trait(), _ -> new ArrayList<>()).add(table.indicator());
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
    List<Indicator> behind = ThoseBehind.indicators(its, indicators);
    if (behind.isEmpty()) {
      return figures;
    }
    return figures.zipWith(
        reckoning.of(behind, COUNTRY, breakdown, ThoseBehind.points(points)).map(ThoseBehind::of),
        (amounts, those) -> amounts.stream().map(those::insteadOf).toList());
  }

  private Map<Point, Set<Cell>> hidden(
      Table table, List<Line> wholes, Map<String, List<Line>> traits) {
    Set<String> codes =
        indicators.ofTheSameWhole(table.indicator()).stream().map(Indicator::code).collect(toSet());
    Map<Point, List<Line>> itsTraits =
        table.trait() == null
            ? Map.of()
            : traits.getOrDefault(table.trait(), List.of()).stream()
                .filter(line -> line.indicator().equals(table.indicator()))
                .collect(groupingBy(Line::point));
    Map<Point, Set<Cell>> hidden = new HashMap<>();
    wholes.stream()
        .filter(line -> codes.contains(line.indicator().code()))
        .collect(groupingBy(Line::point))
        .forEach(
            (point, lines) ->
                hidden.put(
                    point,
                    hidden(table.indicator(), lines, itsTraits.getOrDefault(point, List.of()))));
    return hidden;
  }

  private static Set<Cell> hidden(Indicator asked, List<Line> wholes, List<Line> traits) {
    Set<Cell> hidden = new HashSet<>();
    wholes.stream()
        .collect(groupingBy(Line::indicator))
        .forEach(
            (indicator, lines) ->
                counts(indicator, lines)
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
    Map<Cell, Long> counts = new HashMap<>();
    for (Line line : lines) {
      Long counted = count.apply(line.value());
      if (counted != null) {
        counts.put(cell(line.key()), counted);
      }
    }
    return counts;
  }

  private static Cell cell(String key) {
    int space = key.indexOf(' ');
    return space < 0
        ? Cell.whole(key)
        : new Cell(key.substring(0, space), key.substring(space + 1));
  }
}
