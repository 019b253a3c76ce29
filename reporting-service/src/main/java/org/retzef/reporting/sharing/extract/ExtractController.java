package org.retzef.reporting.sharing.extract;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.reporting.sharing.agreement.SharingAgreement;
import org.retzef.reporting.sharing.agreement.SharingAgreements;
import org.retzef.reporting.sharing.extract.Extract.Recipient;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/sharing-agreements/{code}/extracts")
class ExtractController {

  private final SharingAgreements agreements;
  private final Extracts extracts;
  private final Idempotency idempotency;
  private final Clock clock;

  ExtractController(
      SharingAgreements agreements, Extracts extracts, Idempotency idempotency, Clock clock) {
    this.agreements = agreements;
    this.extracts = extracts;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** Freezes today's rows of an agreement whose rows go back to the partner. */
  @PostMapping
  Mono<ResponseEntity<Extract>> make(
      Caller caller, @PathVariable String code, OptionalIdempotencyKey key) {
    LocalDate today = LocalDate.now(clock);
    return idempotency.once(
        key,
        "extract",
        Extract.class,
        () ->
            agreements
                .find(caller, code)
                .doOnNext(agreement -> requireReturned(agreement, today))
                .then(agreements.withKeys(code))
                .flatMap(found -> extracts.make(found, Recipient.PARTNER, today))
                .map(made -> created(made, code)));
  }

  static void requireReturned(SharingAgreement agreement, LocalDate today) {
    if (!agreement.returnsRowsOn(today)) {
      throw new NotAgreed("sharing-rows-not-returned");
    }
  }

  private static ResponseEntity<Extract> created(Extract made, String code) {
    return ResponseEntity.created(
            URI.create("/api/v1/sharing-agreements/%s/extracts/%s".formatted(code, made.id())))
        .body(made);
  }

  /** Lists an agreement's extracts. */
  @GetMapping
  Mono<ResponseEntity<Page<Extract>>> list(
      Caller caller, @PathVariable String code, PageRequest page) {
    return agreements
        .find(caller, code)
        .then(extracts.list(code, Recipient.PARTNER, page))
        .map(page::answer);
  }

  /** Tells of which day an extract is, and the hash of its file. */
  @GetMapping("/{id}")
  Mono<Extract> get(Caller caller, @PathVariable String code, @PathVariable UUID id) {
    return agreements.find(caller, code).then(extracts.find(code, Recipient.PARTNER, id));
  }

  /**
   * The file: while the agreement returns rows, always the same bytes. For its partner, and for
   * whoever of the ministry sees all of the agreement's part of the country.
   */
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  @GetMapping(path = "/{id}/rows", produces = "text/csv")
  Mono<ResponseEntity<byte[]>> rows(
      Caller caller, @PathVariable String code, @PathVariable UUID id) {
    LocalDate today = LocalDate.now(clock);
    return agreements
        .find(caller, code)
        .filter(agreement -> agreement.givesFilesTo(caller))
        .switchIfEmpty(Mono.error(ExtractNotFound::new))
        .doOnNext(agreement -> requireReturned(agreement, today))
        .then(extracts.find(code, Recipient.PARTNER, id))
        .then(extracts.content(id))
        .onErrorMap(NotAgreed.class, _ -> new ExtractNotFound())
        .map(ExtractController::file);
  }

  static ResponseEntity<byte[]> file(byte[] content) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
        .cacheControl(CacheControl.noStore())
        .body(content);
  }
}
