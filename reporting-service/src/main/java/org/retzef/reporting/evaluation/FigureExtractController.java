package org.retzef.reporting.evaluation;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping(FigureExtractController.PATH)
class FigureExtractController {

  static final String PATH = "/api/v1/reports/extracts";

  private final Freezing freezing;
  private final FigureExtracts extracts;
  private final Idempotency idempotency;

  FigureExtractController(Freezing freezing, FigureExtracts extracts, Idempotency idempotency) {
    this.freezing = freezing;
    this.extracts = extracts;
    this.idempotency = idempotency;
  }

  /** Freezes indicators' figures by department, as whoever evaluates may see them. */
  @PostMapping
  Mono<ResponseEntity<FigureExtract>> freeze(
      OptionalIdempotencyKey key, @RequestBody FreezeRequest request) {
    return idempotency.once(
        key,
        request,
        FigureExtract.class,
        () -> freezing.freeze(request).map(FigureExtractController::created));
  }

  /**
   * Freezes the use of the rights site by departments in a time, with bands and correlations, as of
   * {@code reports/site-use/rows}: whole months, and what whoever evaluates may see.
   */
  @PostMapping("/site-use")
  Mono<ResponseEntity<FigureExtract>> freezeSiteUse(
      OptionalIdempotencyKey key, @RequestBody FreezeUseRequest request) {
    return idempotency.once(
        key,
        request,
        FigureExtract.class,
        () -> freezing.freeze(request).map(FigureExtractController::created));
  }

  private static ResponseEntity<FigureExtract> created(FigureExtract made) {
    return ResponseEntity.created(URI.create(PATH + "/" + made.id())).body(made);
  }

  /** Lists the extracts that were made, the oldest first. */
  @GetMapping
  Mono<ResponseEntity<Page<FigureExtract>>> list(PageRequest page) {
    return extracts.list(page).map(page::answer);
  }

  /** Tells of which day and indicators an extract is, and the hash of its file. */
  @GetMapping("/{id}")
  Mono<FigureExtract> get(@PathVariable UUID id) {
    return extracts.find(id);
  }

  /** The file: always the same bytes, of the whole country, for whoever sees all of it. */
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  @GetMapping(path = "/{id}/rows", produces = "text/csv")
  Mono<ResponseEntity<byte[]>> rows(Caller caller, @PathVariable UUID id) {
    return Mono.just(id)
        .filter(_ -> caller.sees(Freezing.COUNTRY))
        .switchIfEmpty(Mono.error(FigureExtractNotFound::new))
        .flatMap(extracts::content)
        .map(
            content ->
                ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                    .cacheControl(CacheControl.noStore())
                    .body(content));
  }
}
