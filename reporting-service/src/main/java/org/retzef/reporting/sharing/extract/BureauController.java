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
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.reporting.sharing.agreement.AgreementNotFound;
import org.retzef.reporting.sharing.agreement.SharingAgreement;
import org.retzef.reporting.sharing.agreement.SharingAgreements;
import org.retzef.reporting.sharing.agreement.SharingAgreements.WithKeys;
import org.retzef.reporting.sharing.extract.Extract.Recipient;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The lawful channel to the statistics bureau: apart from all others, every step in its log. */
@RestController
@RequestMapping("/api/v1/sharing-agreements")
class BureauController {

  private final SharingAgreements agreements;
  private final Extracts extracts;
  private final Idempotency idempotency;
  private final Commands commands;
  private final Clock clock;
  private final String bureau;

  BureauController(
      SharingAgreements agreements,
      Extracts extracts,
      Idempotency idempotency,
      Commands commands,
      Clock clock,
      @Value("${retzef.reporting.sharing.bureau}") String bureau) {
    this.agreements = agreements;
    this.extracts = extracts;
    this.idempotency = idempotency;
    this.commands = commands;
    this.clock = clock;
    this.bureau = bureau;
  }

  /** Makes a file for the bureau, where an agreement by law says so. */
  @PostMapping("/{code}/bureau-transfers")
  Mono<ResponseEntity<Extract>> make(
      Caller caller, @PathVariable String code, OptionalIdempotencyKey key) {
    LocalDate today = LocalDate.now(clock);
    return idempotency.once(
        key,
        "bureau-transfer",
        Extract.class,
        () ->
            agreements
                .find(caller, code)
                .doOnNext(agreement -> requireBureau(agreement, today))
                .then(agreements.withKeys(code))
                .flatMap(found -> extracts.make(found, Recipient.BUREAU, today))
                .delayUntil(made -> extracts.log(made, BureauLogLine.Step.MADE, caller))
                .map(made -> created(made, code)));
  }

  private static ResponseEntity<Extract> created(Extract made, String code) {
    return ResponseEntity.created(
            URI.create(
                "/api/v1/sharing-agreements/%s/bureau-transfers/%s".formatted(code, made.id())))
        .body(made);
  }

  /** Tells of which day a file for the bureau is, and its hash. */
  @GetMapping("/{code}/bureau-transfers/{id}")
  Mono<Extract> get(Caller caller, @PathVariable String code, @PathVariable UUID id) {
    return opened(caller, code).then(extracts.find(code, Recipient.BUREAU, id));
  }

  /** The file, for the bureau; that it was read is written down before it is given. */
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  @GetMapping(path = "/{code}/bureau-transfers/{id}/rows", produces = "text/csv")
  Mono<ResponseEntity<byte[]>> rows(
      Caller caller, @PathVariable String code, @PathVariable UUID id) {
    LocalDate today = LocalDate.now(clock);
    return opened(caller, code)
        .doOnNext(agreement -> requireBureau(agreement, today))
        .then(extracts.find(code, Recipient.BUREAU, id))
        .flatMap(
            extract ->
                commands.run(
                    () -> extracts.log(extract, BureauLogLine.Step.READ, caller).thenReturn(true)))
        .then(extracts.content(id))
        .onErrorMap(NotAgreed.class, _ -> new ExtractNotFound())
        .map(ExtractController::file);
  }

  /** What was done on this channel, the oldest first; for auditors. */
  @GetMapping("/bureau-log")
  Mono<ResponseEntity<Page<BureauLogLine>>> log(PageRequest page) {
    return extracts.bureauLog(page).map(page::answer);
  }

  /** For the bureau, whoever is the agreement's partner; the partner itself has no part in it. */
  private Mono<SharingAgreement> opened(Caller caller, String code) {
    return agreements
        .withKeys(code)
        .filter(_ -> caller.has("national-manager") || bureau.equals(caller.partner()))
        .map(WithKeys::agreement)
        .switchIfEmpty(Mono.error(AgreementNotFound::new));
  }

  private static void requireBureau(SharingAgreement agreement, LocalDate today) {
    if (!agreement.goesThroughBureauOn(today)) {
      throw new NotAgreed("sharing-not-through-bureau");
    }
  }
}
