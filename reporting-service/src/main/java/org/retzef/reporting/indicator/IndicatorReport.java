package org.retzef.reporting.indicator;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
  private final UnitNames names;

  IndicatorReport(Reckoning reckoning, UnitNames names) {
    this.reckoning = reckoning;
    this.names = names;
  }

  /**
   * @param unit within the caller's
   * @param by as {@link IndicatorAnswer#by}
   */
  public Mono<IndicatorAnswer> of(
      Caller caller, Indicator indicator, String unit, @Nullable String by, Point time) {
    Breakdown breakdown = Asked.breakdown(indicator, by);
    List<Point> points = Asked.points(by, time);
    boolean hidesSmall = indicator.ofPeople() && SmallCells.areHiddenFrom(caller);
    return Mono.zip(
            reckoning.of(List.of(indicator), unit, new Breakdown.Whole(), List.of(time)),
            by == null
                ? Mono.just(List.<Line>of())
                : reckoning.of(List.of(indicator), unit, breakdown, points),
            breakdown instanceof Breakdown.ByUnit
                ? names.all()
                : Mono.just(Map.<String, Named>of()))
        .map(
            found ->
                new IndicatorAnswer(
                    indicator,
                    unit,
                    time.first(),
                    time.last(),
                    by,
                    total(found.getT1().getFirst(), hidesSmall),
                    items(by, found.getT2(), found.getT3(), hidesSmall)));
  }

  private static IndicatorAnswer.Item total(Line line, boolean hidesSmall) {
    Value value = hidesSmall && SmallCells.isSmall(line.value()) ? Value.HIDDEN : line.value();
    return IndicatorAnswer.Item.of(line.indicator(), "", null, value);
  }

  private static List<IndicatorAnswer.Item> items(
      @Nullable String by, List<Line> lines, Map<String, Named> named, boolean hidesSmall) {
    List<Value> values = lines.stream().map(Line::value).toList();
    List<Value> shown = hidesSmall ? SmallCells.hide(values) : values;
    return IntStream.range(0, lines.size())
        .mapToObj(
            i -> {
              Line line = lines.get(i);
              String key =
                  "month".equals(by) ? YearMonth.from(line.point().last()).toString() : line.key();
              return IndicatorAnswer.Item.of(
                  line.indicator(), key, named.get(line.key()), shown.get(i));
            })
        .toList();
  }
}
