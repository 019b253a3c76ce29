package org.retzef.reporting.siteuse;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.reporting.export.CsvFile;
import org.retzef.reporting.export.ExportTable;
import org.retzef.reporting.export.Spreadsheet;
import org.retzef.reporting.indicator.Asked;
import org.retzef.reporting.indicator.ClosedMonths;
import org.retzef.reporting.indicator.Point;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
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

  private final SiteUseReport report;
  private final Clock clock;

  SiteUseController(SiteUseReport report, Clock clock) {
    this.report = report;
    this.clock = clock;
  }

  /**
   * Use of the rights site by departments of the caller's unit, by their size, by how many of them
   * were trained, and by their authority's socio-economic cluster. To whoever does not work with
   * families it is of whole months that are over, which {@code from} and {@code to} say; what is of
   * few is hidden, and the rest is rounded: people to the nearest five, entries to the nearest ten.
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

  /**
   * The report as a file: bands, correlations and departments, each row with its time.
   *
   * @param from first day
   * @param to last day; today in Jerusalem, if left out
   * @param format {@code csv} or {@code xlsx}
   */
  @ApiResponse(
      responseCode = "200",
      content = {
        @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
        @Content(
            mediaType = Spreadsheet.MEDIA_TYPE,
            schema = @Schema(type = "string", format = "binary"))
      })
  @GetMapping(
      path = "/rows",
      produces = {"text/csv", Spreadsheet.MEDIA_TYPE})
  Mono<ResponseEntity<byte[]>> file(
      Caller caller,
      @RequestParam @DateTimeFormat(pattern = "uuuu-MM-dd") LocalDate from,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate to,
      @RequestParam(defaultValue = "csv") String format) {
    if (!List.of("csv", "xlsx").contains(format)) {
      throw new InvalidInput(Fault.of("format", "value-unknown"));
    }
    return of(caller, from, to).map(use -> file(use, format));
  }

  private static ResponseEntity<byte[]> file(SiteUse use, String format) {
    ExportTable table = SiteUseTable.of(use);
    boolean sheet = format.equals("xlsx");
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(sheet ? Spreadsheet.MEDIA_TYPE : CsvFile.MEDIA_TYPE))
        .cacheControl(CacheControl.noStore())
        .headers(
            headers ->
                headers.setContentDisposition(
                    ContentDisposition.attachment()
                        .filename("site-use-%s.%s".formatted(use.to(), format))
                        .build()))
        .body(sheet ? Spreadsheet.of("דוח", table) : CsvFile.of(table));
  }

  private Mono<SiteUse> of(Caller caller, LocalDate from, @Nullable LocalDate to) {
    Point asked = Asked.time(from, Asked.day("to", to, clock));
    Point seen = ClosedMonths.seenBy(caller, asked, LocalDate.now(clock));
    return report.of(caller, Objects.requireNonNull(seen.first()), seen.last());
  }
}
