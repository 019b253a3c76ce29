package org.retzef.basket.bookkeeping;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@RestController
class ExportController {

  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private static final int PIECE = 64 * 1024;

  private final ExportRows rows;

  ExportController(ExportRows rows) {
    this.rows = rows;
  }

  /**
   * The ledger's entries as a file for bookkeepers, each with the shares of the sources.
   *
   * @param from first day that the entries count for
   * @param to last day
   * @param format {@code csv} or {@code xlsx}
   */
  @Operation(
      responses =
          @ApiResponse(
              responseCode = "200",
              content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                @Content(mediaType = XLSX, schema = @Schema(type = "string", format = "binary"))
              }))
  @GetMapping(
      path = "/api/v1/ledger/exports",
      produces = {"text/csv", XLSX})
  Mono<Void> export(
      @RequestParam @DateTimeFormat(pattern = "uuuu-MM-dd") LocalDate from,
      @RequestParam @DateTimeFormat(pattern = "uuuu-MM-dd") LocalDate to,
      @RequestParam(defaultValue = "csv") String format,
      ServerHttpResponse response) {
    if (!List.of("csv", "xlsx").contains(format)) {
      throw new InvalidInput(Fault.of("format", "export-format-invalid"));
    }
    if (to.isBefore(from)) {
      throw new InvalidInput(Fault.of("to", "period-ends-before-it-begins"));
    }
    return rows.requireFew(from, to)
        .then(rows.sources())
        .flatMap(sources -> content(from, to, format, sources))
        .flatMap(
            content -> {
              response
                  .getHeaders()
                  .setContentType(
                      MediaType.parseMediaType(
                          format.equals("csv") ? "text/csv;charset=UTF-8" : XLSX));
              response
                  .getHeaders()
                  .setContentDisposition(
                      ContentDisposition.attachment()
                          .filename("ledger-%s-%s.%s".formatted(from, to, format))
                          .build());
              return response.writeWith(content);
            });
  }

  private Mono<Flux<DataBuffer>> content(
      LocalDate from, LocalDate to, String format, List<String> sources) {
    Flux<ExportRow> entries = rows.rows(from, to, sources.size());
    return format.equals("csv")
        ? Mono.just(CsvFile.of(sources, entries))
        : Mono.fromCallable(() -> Spreadsheet.write(sources, entries.toIterable(PIECE / 64)))
            .subscribeOn(Schedulers.boundedElastic())
            .map(ExportController::read);
  }

  /** The file goes when it was read, or when nobody reads it any more. */
  private static Flux<DataBuffer> read(Path file) {
    return DataBufferUtils.read(file, DefaultDataBufferFactory.sharedInstance, PIECE)
        .doFinally(end -> delete(file));
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      throw new UncheckedIOException(stays);
    }
  }
}
