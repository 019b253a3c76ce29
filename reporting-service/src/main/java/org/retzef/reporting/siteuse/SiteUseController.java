package org.retzef.reporting.siteuse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.reporting.indicator.Asked;
import org.retzef.reporting.indicator.ClosedMonths;
import org.retzef.reporting.indicator.Point;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/reports/site-use")
class SiteUseController {

  private static final String HEADER =
      "\uFEFFunit,families,trained,cluster,entries,entriesPerHundredFamilies,"
          + "trainedPerHundredFamilies\r\n";

  private final SiteUseReport report;
  private final Clock clock;

  SiteUseController(SiteUseReport report, Clock clock) {
    this.report = report;
    this.clock = clock;
  }

  /**
   * Use of the rights site by departments of the caller's unit, by their size, by how many of them
   * were trained, and by their authority's socio-economic cluster. To whoever does not work with
   * families it is of whole months that are over, which {@code from} and {@code to} say.
   *
   * @param from first day
   * @param to last day; today in Jerusalem, if left out
   */
  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<SiteUse>> use(
      Caller caller,
      @RequestParam @DateTimeFormat(pattern = "uuuu-MM-dd") LocalDate from,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate to) {
    return of(caller, from, to)
        .map(answer -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer));
  }

  /** The departments as a file: codes and numbers. */
  @GetMapping(path = "/rows", produces = "text/csv")
  Mono<ResponseEntity<byte[]>> file(
      Caller caller,
      @RequestParam @DateTimeFormat(pattern = "uuuu-MM-dd") LocalDate from,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate to) {
    return of(caller, from, to)
        .map(answer -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(csv(answer)));
  }

  private Mono<SiteUse> of(Caller caller, LocalDate from, @Nullable LocalDate to) {
    Point asked = Asked.time(from, Asked.day("to", to, clock));
    Point seen = ClosedMonths.seenBy(caller, asked, LocalDate.now(clock));
    return report.of(caller, Objects.requireNonNull(seen.first()), seen.last());
  }

  private static byte[] csv(SiteUse use) {
    return use.departments().stream()
        .map(SiteUseController::line)
        .collect(Collectors.joining("", HEADER, ""))
        .getBytes(UTF_8);
  }

  private static String line(Department one) {
    return "%s,%s,%s,%s,%s,%s,%s\r\n"
        .formatted(
            one.unit(),
            text(one.families()),
            text(one.trained()),
            text(one.cluster()),
            text(one.entries()),
            text(one.entriesPerHundredFamilies()),
            text(one.trainedPerHundredFamilies()));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
