package org.retzef.family.partner;

import java.net.URI;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/partner-agreements")
class AgreementController {

  private final PartnerAgreements agreements;
  private final Idempotency idempotency;
  private final Commands commands;

  AgreementController(PartnerAgreements agreements, Idempotency idempotency, Commands commands) {
    this.agreements = agreements;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Keeps what was agreed with a partner organisation. */
  @PostMapping
  Mono<ResponseEntity<PartnerAgreement>> agree(
      OptionalIdempotencyKey key, @RequestBody AgreementRequest request) {
    var until = request.validUntil();
    if (until != null && until.isBefore(request.validFrom())) {
      throw new InvalidInput(Fault.of("validUntil", "date-before-start"));
    }
    return idempotency.once(
        key,
        request,
        PartnerAgreement.class,
        () ->
            agreements
                .insert(request)
                .map(
                    made ->
                        ResponseEntity.created(
                                URI.create("/api/v1/partner-agreements/" + made.partner()))
                            .eTag(ExpectedVersion.eTag(made.version()))
                            .body(made)));
  }

  @GetMapping
  Mono<ResponseEntity<Page<PartnerAgreement>>> list(PageRequest page) {
    return agreements.all(page).map(page::answer);
  }

  @GetMapping("/{partner}")
  Mono<ResponseEntity<PartnerAgreement>> get(@PathVariable String partner) {
    return agreements.find(partner).map(AgreementController::shown);
  }

  /** Sets the agreement's last day; after it, the partner's tokens open nothing here. */
  @PutMapping("/{partner}/end")
  Mono<ResponseEntity<PartnerAgreement>> end(
      @PathVariable String partner, ExpectedVersion expected, @RequestBody EndRequest request) {
    return commands
        .run(() -> agreements.end(partner, expected, request.validUntil()))
        .map(AgreementController::shown);
  }

  /** Shuts the partner out at once, or lets it in again; what it was to hear waits in its feed. */
  @PutMapping("/{partner}/suspension")
  Mono<ResponseEntity<PartnerAgreement>> suspend(
      @PathVariable String partner,
      ExpectedVersion expected,
      @RequestBody SuspensionRequest request) {
    return commands
        .run(() -> agreements.suspend(partner, expected, request.suspended()))
        .map(AgreementController::shown);
  }

  private static ResponseEntity<PartnerAgreement> shown(PartnerAgreement agreement) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(agreement.version())).body(agreement);
  }
}
