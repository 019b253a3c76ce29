package org.retzef.reporting.headline;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.reporting.indicator.Indicators;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
class HeadlineController {

  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

  private final HeadlineQuery figures;
  private final HeadlineProof proof;
  private final Indicators indicators;
  private final Clock clock;

  HeadlineController(
      HeadlineQuery figures, HeadlineProof proof, Indicators indicators, Clock clock) {
    this.figures = figures;
    this.proof = proof;
    this.indicators = indicators;
    this.clock = clock;
  }

  /**
   * The newsletter's figures as of a day. A figure is not known before its day has come, even where
   * enrolments are planned.
   *
   * @param asOf today in Jerusalem, if left out; a coming day is refused
   */
  @GetMapping("/reports/headline")
  Mono<ResponseEntity<Headline>> headline(
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate asOf) {
    LocalDate today = LocalDate.now(clock);
    LocalDate day = asOf == null ? today : asOf;
    if (day.isAfter(today)) {
      throw new InvalidInput(Fault.of("asOf", "date-in-future"));
    }
    if (day.isBefore(EARLIEST)) {
      throw new InvalidInput(Fault.of("asOf", "date-too-early"));
    }
    return figures
        .asOf(day)
        .map(found -> Headline.of(day, indicators.all(), found))
        .map(answer -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer));
  }

  /** The report's aggregates against the facts behind them. The difference is 0. */
  @GetMapping("/proof")
  Mono<ResponseEntity<Proof>> proof() {
    return proof
        .asOf(LocalDate.now(clock))
        .map(answer -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer));
  }
}
