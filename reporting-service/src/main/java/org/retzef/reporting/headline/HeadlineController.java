package org.retzef.reporting.headline;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.figure.Breakdown;
import org.retzef.reporting.indicator.Asked;
import org.retzef.reporting.indicator.Indicators;
import org.retzef.reporting.indicator.Point;
import org.retzef.reporting.indicator.Reckoning;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/reports")
class HeadlineController {

  private static final String COUNTRY = "IL";

  private final Reckoning reckoning;
  private final Indicators indicators;
  private final Clock clock;

  HeadlineController(Reckoning reckoning, Indicators indicators, Clock clock) {
    this.reckoning = reckoning;
    this.indicators = indicators;
    this.clock = clock;
  }

  /**
   * The newsletter's figures of the country as of a day. A figure is not known before its day has
   * come, even where enrolments are planned.
   *
   * @param asOf today in Jerusalem, if left out; a coming day is refused
   */
  @GetMapping("/headline")
  Mono<ResponseEntity<Headline>> headline(
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate asOf) {
    LocalDate day = Asked.day("asOf", asOf, clock);
    return reckoning
        .of(indicators.headline(), COUNTRY, new Breakdown.Whole(), List.of(Point.day(day)))
        .map(lines -> new Headline(day, lines.stream().map(Headline.Item::of).toList()))
        .map(answer -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer));
  }
}
