package org.retzef.reporting.export;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.reporting.indicator.Asked;
import org.retzef.reporting.indicator.IndicatorAnswer;
import org.retzef.reporting.indicator.IndicatorReport;
import org.retzef.reporting.indicator.Indicators;
import org.retzef.reporting.indicator.Point;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/exports")
class ExportController {

  private static final String SDMX = "application/vnd.sdmx.data+json;version=2.0.0";

  private final Indicators indicators;
  private final IndicatorReport report;
  private final Clock clock;

  ExportController(Indicators indicators, IndicatorReport report, Clock clock) {
    this.indicators = indicators;
    this.report = report;
    this.clock = clock;
  }

  /**
   * An indicator's figures as a file: the total is its last row. They are hidden, rounded and of
   * the same times as those of the indicator, and each row says of which and to what.
   *
   * @param format {@code csv}, {@code xlsx} or {@code sdmx-json}
   * @param unit the caller's own, if left out
   * @param by as of the indicator
   * @param from first day of what came in a time; all until {@code to}, if left out
   * @param to today in Jerusalem, if left out; a coming day is refused
   */
  @Operation(
      responses =
          @ApiResponse(
              responseCode = "200",
              content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                @Content(
                    mediaType = Spreadsheet.MEDIA_TYPE,
                    schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = SDMX, schema = @Schema(type = "object"))
              }))
  @GetMapping(
      path = "/{code}",
      produces = {"text/csv", Spreadsheet.MEDIA_TYPE, SDMX})
  Mono<Void> export(
      Caller caller,
      @PathVariable String code,
      @RequestParam(defaultValue = "csv") String format,
      @RequestParam(required = false) @Nullable String unit,
      @RequestParam(required = false) @Nullable String by,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate from,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate to,
      ServerHttpResponse response) {
    ExportFormat wanted = format(format);
    Point time = Asked.time(from, Asked.day("to", to, clock));
    return report
        .of(caller, indicators.find(code), Asked.unit(caller, unit), by, time)
        .flatMap(answer -> send(response, wanted, answer));
  }

  private static ExportFormat format(String name) {
    try {
      return ExportFormat.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException none) {
      throw new InvalidInput(Fault.of("format", "export-format-invalid"));
    }
  }

  private Mono<Void> send(
      ServerHttpResponse response, ExportFormat format, IndicatorAnswer answer) {
    HttpHeaders headers = response.getHeaders();
    headers.setContentType(MediaType.parseMediaType(format.mediaType()));
    headers.setCacheControl(CacheControl.noStore());
    headers.setContentDisposition(
        ContentDisposition.attachment().filename(format.fileName(answer)).build());
    DataBuffer file = response.bufferFactory().wrap(format.write(answer, clock));
    return response.writeWith(Mono.just(file));
  }
}
