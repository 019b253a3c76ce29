package org.retzef.reporting.evaluation;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.reporting.indicator.Asked;
import org.retzef.reporting.indicator.ClosedMonths;
import org.retzef.reporting.indicator.Indicator;
import org.retzef.reporting.indicator.IndicatorReport;
import org.retzef.reporting.indicator.Indicators;
import org.retzef.reporting.indicator.Point;
import org.retzef.reporting.siteuse.SiteUseReport;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes extracts of figures. Runs inside the caller's command. */
@Service
class Freezing {

  /** Of which a file tells all departments. */
  static final UnitPath COUNTRY = new UnitPath("IL");

  /** Who reads them: an analyst of the ministry, from whom small figures are hidden. */
  private static final Caller EVALUATOR =
      new Caller("evaluation", Set.of("data-analyst"), COUNTRY, null, null, Set.of(), null);

  private final Indicators indicators;
  private final IndicatorReport report;
  private final SiteUseReport siteUse;
  private final FigureExtracts extracts;
  private final Clock clock;

  Freezing(
      Indicators indicators,
      IndicatorReport report,
      SiteUseReport siteUse,
      FigureExtracts extracts,
      Clock clock) {
    this.indicators = indicators;
    this.report = report;
    this.siteUse = siteUse;
    this.extracts = extracts;
    this.clock = clock;
  }

  /** Refuses codes that are not in the catalogue, and a day that ends no month that is over. */
  Mono<FigureExtract> freeze(FreezeRequest request) {
    LocalDate day = Asked.day("asOf", request.asOf(), clock);
    List<Fault> faults = unknown(request.indicators());
    faults.addAll(notOver(day));
    InvalidInput.ifAny(faults);
    return Flux.fromIterable(request.indicators())
        .distinct()
        .map(indicators::find)
        .concatMap(
            indicator ->
                report.of(EVALUATOR, indicator, COUNTRY.path(), "department", Point.day(day)))
        .collectList()
        .map(FigureFile::of)
        .flatMap(file -> extracts.insert(request.indicators(), Point.day(day), file));
  }

  /** The use of the rights site in whole months. Refuses a day that ends no month that is over. */
  Mono<FigureExtract> freeze(FreezeUseRequest request) {
    LocalDate day = Asked.day("asOf", request.asOf(), clock);
    InvalidInput.ifAny(notOver(day));
    Point time =
        ClosedMonths.seenBy(EVALUATOR, Asked.time(request.from(), day), LocalDate.now(clock));
    return siteUse
        .table(EVALUATOR, Objects.requireNonNull(time.first()), time.last())
        .map(FigureFile::of)
        .flatMap(file -> extracts.insert(SiteUseReport.INDICATORS, time, file));
  }

  private List<Fault> unknown(List<String> codes) {
    Map<String, Indicator> known =
        indicators.all().stream().collect(Collectors.toMap(Indicator::code, Function.identity()));
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < codes.size(); i++) {
      if (!known.containsKey(codes.get(i))) {
        faults.add(Fault.of("indicators[%d]".formatted(i), "indicator-not-found"));
      }
    }
    return faults;
  }

  private List<Fault> notOver(LocalDate day) {
    boolean endsMonth = day.equals(YearMonth.from(day).atEndOfMonth());
    return endsMonth && day.isBefore(LocalDate.now(clock))
        ? List.of()
        : List.of(Fault.of("asOf", "month-not-over"));
  }
}
