package org.retzef.reporting.sharing.extract;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.reporting.sharing.agreement.SharingAgreement;
import org.retzef.reporting.sharing.agreement.SharingAgreements;
import org.retzef.reporting.sharing.extract.Extract.Recipient;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Joins two partners' sets, as a data-thon of the committee does: on hashes, by its key only. */
@RestController
@RequestMapping("/api/v1/sharing-agreements/{code}/linkages")
class LinkageController {

  private final SharingAgreements agreements;
  private final Extracts extracts;
  private final Idempotency idempotency;
  private final Clock clock;
  private final String keyHash;

  LinkageController(
      SharingAgreements agreements,
      Extracts extracts,
      Idempotency idempotency,
      Clock clock,
      @Value("${retzef.reporting.sharing.committee-key-sha256}") String keyHash) {
    this.agreements = agreements;
    this.extracts = extracts;
    this.idempotency = idempotency;
    this.clock = clock;
    this.keyHash = keyHash;
  }

  /**
   * Joins today's rows of two agreements that both return rows; frozen like an extract. Without
   * another agreement, the rows of this one under names by which the committee joins them with a
   * source outside.
   */
  @PostMapping
  Mono<ResponseEntity<Extract>> link(
      Caller caller,
      @PathVariable String code,
      OptionalIdempotencyKey key,
      @RequestBody LinkRequest request) {
    LocalDate today = LocalDate.now(clock);
    CommitteeKey committee = CommitteeKey.of(request.committeeKey(), keyHash);
    return idempotency.once(
        key,
        request,
        Extract.class,
        () ->
            returned(caller, code, today)
                .then(Mono.defer(() -> link(caller, code, request.with(), committee, today)))
                .map(made -> created(made, code)));
  }

  private Mono<Extract> link(
      Caller caller, String code, @Nullable String with, CommitteeKey committee, LocalDate today) {
    return with == null
        ? agreements.withKeys(code).flatMap(one -> extracts.linkOutside(one, committee, today))
        : returned(caller, with, today)
            .then(Mono.zip(agreements.withKeys(code), agreements.withKeys(with)))
            .flatMap(both -> extracts.link(both.getT1(), both.getT2(), committee, today));
  }

  private Mono<SharingAgreement> returned(Caller caller, String code, LocalDate today) {
    return agreements
        .find(caller, code)
        .doOnNext(agreement -> ExtractController.requireReturned(agreement, today));
  }

  private static ResponseEntity<Extract> created(Extract made, String code) {
    return ResponseEntity.created(
            URI.create("/api/v1/sharing-agreements/%s/linkages/%s".formatted(code, made.id())))
        .body(made);
  }

  /** Tells of which day a linkage is, and the hash of its file. */
  @GetMapping("/{id}")
  Mono<Extract> get(Caller caller, @PathVariable String code, @PathVariable UUID id) {
    return agreements.find(caller, code).then(extracts.find(code, Recipient.COMMITTEE, id));
  }

  /**
   * The joined rows, under names of their own: neither partner's pseudonyms are among them. They
   * are read while each agreement whose rows they are returns rows, by whoever sees all of both
   * agreements' parts of the country.
   */
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  @GetMapping(path = "/{id}/rows", produces = "text/csv")
  Mono<ResponseEntity<byte[]>> rows(
      Caller caller, @PathVariable String code, @PathVariable UUID id) {
    LocalDate today = LocalDate.now(clock);
    return given(caller, code, today)
        .then(extracts.find(code, Recipient.COMMITTEE, id))
        .then(extracts.joinedWith(id))
        .flatMap(with -> given(caller, with, today))
        .then(extracts.content(id))
        .onErrorMap(NotAgreed.class, _ -> new ExtractNotFound())
        .map(ExtractController::file);
  }

  private Mono<SharingAgreement> given(Caller caller, String code, LocalDate today) {
    return returned(caller, code, today)
        .filter(agreement -> agreement.givesFilesTo(caller))
        .switchIfEmpty(Mono.error(ExtractNotFound::new));
  }
}
