package org.retzef.reporting.headline;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.reporting.figure.Breakdown;
import org.retzef.reporting.indicator.Asked;
import org.retzef.reporting.indicator.ClosedMonths;
import org.retzef.reporting.indicator.HiddenFigures;
import org.retzef.reporting.indicator.Indicator;
import org.retzef.reporting.indicator.Indicators;
import org.retzef.reporting.indicator.Point;
import org.retzef.reporting.indicator.Reckoning;
import org.retzef.reporting.indicator.Reckoning.Line;
import org.retzef.reporting.indicator.Sight;
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
  private final HiddenFigures hiddenFigures;
  private final Indicators indicators;
  private final Clock clock;

  HeadlineController(
      Reckoning reckoning, HiddenFigures hiddenFigures, Indicators indicators, Clock clock) {
    this.reckoning = reckoning;
    this.hiddenFigures = hiddenFigures;
    this.indicators = indicators;
    this.clock = clock;
  }

  /**
   * The newsletter's figures of the country as of a day. A figure is not known before its day has
   * come, even where enrolments are planned. To whoever does not work with families it is hidden
   * where it is of so few that it could tell who they are, and where it tells others who are; else
   * it is rounded to the nearest five where it is of people, as {@code roundedTo} says; and its day
   * is the last end of a month that is over, which {@code asOf} of the answer says.
   *
   * @param asOf today in Jerusalem, if left out; a coming day is refused
   */
  @GetMapping("/headline")
  Mono<ResponseEntity<Headline>> headline(
      Caller caller,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate asOf) {
    Point asked = Point.day(Asked.day("asOf", asOf, clock));
    Point point = ClosedMonths.seenBy(caller, asked, LocalDate.now(clock));
    List<Indicator> printed = indicators.headline();
    return Mono.zip(
            reckoning.of(printed, COUNTRY, new Breakdown.Whole(), List.of(point)),
            hiddenFigures.from(caller, printed, point))
        .map(
            found ->
                new Headline(
                    point.last(),
                    found.getT1().stream().map(line -> item(line, found.getT2())).toList()))
        .map(answer -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer));
  }

  private static Headline.Item item(Line line, Map<String, Sight> sights) {
    Indicator indicator = line.indicator();
    Sight sight = Objects.requireNonNull(sights.get(indicator.code()));
    return Headline.Item.of(indicator, sight.of(line.value(), line.point(), COUNTRY));
  }
}
