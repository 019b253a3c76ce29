package org.retzef.reporting.indicator;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.reporting.figure.Breakdown;
import org.retzef.reporting.indicator.Reckoning.Line;
import org.retzef.reporting.organisation.UnitNames;
import org.retzef.reporting.organisation.UnitNames.Named;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Answers for one indicator, as far as the caller may see. */
@Service
public class IndicatorReport {

  private final Reckoning reckoning;
  private final HiddenFigures hiddenFigures;
  private final UnitNames names;
  private final Clock clock;

  IndicatorReport(Reckoning reckoning, HiddenFigures hiddenFigures, UnitNames names, Clock clock) {
    this.reckoning = reckoning;
    this.hiddenFigures = hiddenFigures;
    this.names = names;
    this.clock = clock;
  }

  /**
   * @param unit within the caller's
   * @param by as {@link IndicatorAnswer#by}
   * @param asked the answer says which time it is of
   */
  public Mono<IndicatorAnswer> of(
      Caller caller, Indicator indicator, String unit, @Nullable String by, Point asked) {
    Point time =
        indicator.ofPeople() ? ClosedMonths.seenBy(caller, asked, LocalDate.now(clock)) : asked;
    Breakdown breakdown = Asked.breakdown(indicator, by);
    List<Point> points = Asked.points(by, time);
    return Mono.zip(
            reckoned(indicator, unit, breakdown, by == null ? List.of() : points, time),
            breakdown instanceof Breakdown.ByUnit
                ? names.all()
                : Mono.just(Map.<String, Named>of()),
            sight(caller, indicator, breakdown, points, time))
        .map(
            found -> {
              Sight sight = found.getT3();
              Value total = sight.of(found.getT1().total().value(), time, unit);
              List<Line> lines = found.getT1().items();
              List<Value> seen =
                  lines.stream().map(line -> seen(sight, line, unit, breakdown)).toList();
              return new IndicatorAnswer(
                  indicator,
                  unit,
                  time.first(),
                  time.last(),
                  by,
                  IndicatorAnswer.Item.of(indicator, "", null, total),
                  items(
                      by,
                      lines,
                      found.getT2(),
                      "month".equals(by) ? sight.ofMonths(seen, total) : seen));
            });
  }

  private record Reckoned(Line total, List<Line> items) {

    static Reckoned of(List<Line> itemsAndTotal) {
      int items = itemsAndTotal.size() - 1;
      return new Reckoned(itemsAndTotal.getLast(), itemsAndTotal.subList(0, items));
    }

    static Reckoned of(List<Line> lines, String unit, Breakdown.ByUnit units) {
      return new Reckoned(
          lines.stream().filter(line -> line.key().equals(unit)).findFirst().orElseThrow(),
          lines.stream().filter(line -> units.isPart(line.key())).toList());
    }
  }

  /** The items and the whole unit's total of the whole time; by one statement, but of traits. */
  private Mono<Reckoned> reckoned(
      Indicator indicator, String unit, Breakdown breakdown, List<Point> points, Point time) {
    List<Indicator> its = List.of(indicator);
    return switch (breakdown) {
      case Breakdown.ByUnit units ->
          reckoning.of(its, unit, units, points).map(lines -> Reckoned.of(lines, unit, units));
      case Breakdown.ByTrait trait ->
          Mono.zip(
              reckoning.of(its, unit, new Breakdown.Whole(), List.of(time)),
              reckoning.of(its, unit, trait, points),
              (total, items) -> new Reckoned(total.getFirst(), items));
      default ->
          reckoning
              .of(its, unit, breakdown, Stream.concat(points.stream(), Stream.of(time)).toList())
              .map(Reckoned::of);
    };
  }

  private Mono<Sight> sight(
      Caller caller, Indicator indicator, Breakdown breakdown, List<Point> points, Point time) {
    String trait = breakdown instanceof Breakdown.ByTrait(String dimension) ? dimension : null;
    List<Point> all = Stream.concat(Stream.of(time), points.stream()).distinct().toList();
    return hiddenFigures.from(caller, indicator, trait, all);
  }

  private static Value seen(Sight sight, Line line, String unit, Breakdown breakdown) {
    return switch (breakdown) {
      case Breakdown.ByUnit _ -> sight.of(line.value(), line.point(), line.key());
      case Breakdown.ByTrait _ -> sight.of(line.value(), line.point(), unit, line.key());
      default -> sight.of(line.value(), line.point(), unit);
    };
  }

  private static List<IndicatorAnswer.Item> items(
      @Nullable String by, List<Line> lines, Map<String, Named> named, List<Value> seen) {
    return IntStream.range(0, lines.size())
        .mapToObj(
            i -> {
              Line line = lines.get(i);
              String key =
                  "month".equals(by) ? YearMonth.from(line.point().last()).toString() : line.key();
              return IndicatorAnswer.Item.of(
                  line.indicator(), key, named.get(line.key()), seen.get(i));
            })
        .toList();
  }
}
