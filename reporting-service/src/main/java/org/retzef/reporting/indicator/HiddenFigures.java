package org.retzef.reporting.indicator;

import static java.util.stream.Collectors.groupingBy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.reporting.figure.Breakdown;
import org.retzef.reporting.indicator.HiddenCells.Cell;
import org.retzef.reporting.indicator.Reckoning.Line;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Decides for the whole country which of an indicator's figures are hidden from whoever does not
 * work with families: one decision, whatever is asked for, so that no two answers tell together
 * what neither tells alone.
 */
@Service
public class HiddenFigures {

  private static final String COUNTRY = "IL";
  private static final Duration AGE = Duration.ofSeconds(1);
  private static final int MOST = 500;

  private record Question(String code, @Nullable String trait, List<Point> points) {}

  private record At(String key, LocalDate day) {

    static At of(Line line) {
      return new At(line.key(), line.point().last());
    }
  }

  private final Reckoning reckoning;
  private final Indicators indicators;
  private final Cache<Question, Mono<Sight>> decided =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(AGE).build();

  HiddenFigures(Reckoning reckoning, Indicators indicators) {
    this.reckoning = reckoning;
    this.indicators = indicators;
  }

  /** Of units' figures; what is hidden is decided by those of at most a second ago. */
  public Mono<Sight> from(Caller caller, Indicator indicator, List<Point> points) {
    return from(caller, indicator, null, points);
  }

  /**
   * @param trait which the figures are broken down by; null for none
   */
  Mono<Sight> from(Caller caller, Indicator indicator, @Nullable String trait, List<Point> points) {
    return indicator.ofPeople() && SmallCells.areHiddenFrom(caller)
        ? decided.get(
            new Question(indicator.code(), trait, points),
            _ ->
                decide(indicator, trait, points)
                    .map(Sight::without)
                    .cache(_ -> AGE, _ -> Duration.ZERO, () -> Duration.ZERO))
        : Mono.just(Sight.OF_ALL);
  }

  private Mono<Map<Point, Set<Cell>>> decide(
      Indicator indicator, @Nullable String trait, List<Point> points) {
    return Mono.zip(
            counted(indicators.ofTheSameWhole(indicator), new Breakdown.ByEachUnit(), points),
            trait == null
                ? Mono.just(List.<Line>of())
                : counted(List.of(indicator), new Breakdown.ByEachUnitAndTrait(trait), points))
        .map(
            found -> {
              var wholes = found.getT1().stream().collect(groupingBy(Line::point));
              var traits = found.getT2().stream().collect(groupingBy(Line::point));
              Map<Point, Set<Cell>> hidden = new HashMap<>();
              wholes.forEach(
                  (point, lines) ->
                      hidden.put(
                          point, hidden(indicator, lines, traits.getOrDefault(point, List.of()))));
              return hidden;
            });
  }

  /** The figures; instead of amounts, how many families are behind them. */
  private Mono<List<Line>> counted(List<Indicator> its, Breakdown breakdown, List<Point> points) {
    String hiddenBy = its.getFirst().hiddenBy();
    Mono<List<Line>> figures = reckoning.of(its, COUNTRY, breakdown, points);
    if (hiddenBy == null) {
      return figures;
    }
    List<Point> days = points.stream().map(point -> Point.day(point.last())).distinct().toList();
    return figures.zipWith(
        reckoning.of(List.of(indicators.find(hiddenBy)), COUNTRY, breakdown, days),
        HiddenFigures::families);
  }

  /** Where there is an amount and nobody is known behind it, it may be one family's. */
  private static List<Line> families(List<Line> amounts, List<Line> behind) {
    Map<At, Long> families = new HashMap<>();
    for (Line line : behind) {
      families.put(At.of(line), Objects.requireNonNullElse(line.value().number(), 0L));
    }
    return amounts.stream()
        .map(
            line ->
                line.with(
                    Objects.equals(line.value().number(), 0L)
                        ? line.value()
                        : Value.count(Math.max(1, families.getOrDefault(At.of(line), 0L)))))
        .toList();
  }

  private static Set<Cell> hidden(Indicator asked, List<Line> wholes, List<Line> traits) {
    Set<Cell> hidden = new HashSet<>();
    wholes.stream()
        .collect(groupingBy(Line::indicator))
        .forEach(
            (indicator, lines) ->
                counts(indicator, lines)
                    .forEach(counts -> hidden.addAll(HiddenCells.ofWholes(counts))));
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
