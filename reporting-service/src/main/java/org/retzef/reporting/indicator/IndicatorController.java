package org.retzef.reporting.indicator;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Page;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
class IndicatorController {

  private final Indicators indicators;
  private final Aims aims;
  private final IndicatorReport report;
  private final Clock clock;

  IndicatorController(Indicators indicators, Aims aims, IndicatorReport report, Clock clock) {
    this.indicators = indicators;
    this.aims = aims;
    this.report = report;
    this.clock = clock;
  }

  /** What each number means, in the order of the report. */
  @GetMapping("/indicators")
  Page<Indicator> list() {
    return Page.whole(indicators.all());
  }

  /** What the response system is for, and which indicators measure how far it came. */
  @GetMapping("/aims")
  Page<Aim> aims() {
    return Page.whole(aims.all());
  }

  /**
   * An indicator's figures, broken down or not. To whoever does not work with families a figure of
   * so few that it could tell who they are is hidden, the others of people are rounded, mostly to
   * the nearest five, as {@code roundedTo} of each says, so that parts need not add up; and they
   * are those of whole months that are over: {@code from} and {@code to} of the answer say which.
   *
   * @param unit the caller's own, if left out
   * @param by {@code district}, {@code authority}, {@code department}, {@code centre}, {@code
   *     month}, or what the indicator names
   * @param from first day of what came in a time; all until {@code to}, if left out
   * @param to today in Jerusalem, if left out; a coming day is refused
   */
  @GetMapping("/indicators/{code}")
  Mono<ResponseEntity<IndicatorAnswer>> figures(
      Caller caller,
      @PathVariable String code,
      @RequestParam(required = false) @Nullable String unit,
      @RequestParam(required = false) @Nullable String by,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate from,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate to) {
    Point time = Asked.time(from, Asked.day("to", to, clock));
    return report
        .of(caller, indicators.find(code), Asked.unit(caller, unit), by, time)
        .map(answer -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer));
  }
}
