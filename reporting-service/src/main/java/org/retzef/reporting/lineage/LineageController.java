package org.retzef.reporting.lineage;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.PageRequest;
import org.retzef.reporting.indicator.Asked;
import org.retzef.reporting.indicator.Indicator;
import org.retzef.reporting.indicator.Indicators;
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
@RequestMapping("/api/v1/lineage")
class LineageController {

  private final LineageReport report;
  private final Indicators indicators;
  private final Clock clock;

  LineageController(LineageReport report, Indicators indicators, Clock clock) {
    this.report = report;
    this.indicators = indicators;
    this.clock = clock;
  }

  /**
   * The rows behind a number, or behind one line of its breakdown by a trait, within the caller's
   * unit. Their amounts add up to it.
   *
   * @param part of a share: the numerator, if left out
   * @param unit the caller's own, if left out
   * @param by for one line of a breakdown: one of those that the indicator names; the whole, if
   *     left out
   * @param key of that line, as the indicator's answer tells it: {@code MAPA} by {@code track}
   * @param from first day of what came in a time; all until {@code to}, if left out
   * @param to today in Jerusalem, if left out; a coming day is refused
   */
  @GetMapping("/{code}")
  Mono<ResponseEntity<Lineage>> open(
      Caller caller,
      @PathVariable String code,
      @RequestParam(defaultValue = "NUMERATOR") Lineage.Part part,
      @RequestParam(required = false) @Nullable String unit,
      @RequestParam(required = false) @Nullable String by,
      @RequestParam(required = false) @Nullable String key,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate from,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate to,
      PageRequest page) {
    Indicator indicator = indicators.find(code);
    var opening =
        new Opening(
            indicator,
            part,
            Asked.unit(caller, unit),
            Asked.trait(indicator, by, key),
            Asked.time(from, Asked.day("to", to, clock)));
    return report
        .of(opening, page)
        .map(
            opened ->
                ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .headers(all -> all.addAll(page.answer(opened.page()).getHeaders()))
                    .body(opened.lineage()));
  }
}
