package org.retzef.family.directory;

import java.net.URI;
import java.util.List;
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
@RequestMapping("/api/v1/partners")
class PartnerDirectoryController {

  private final Partners partners;
  private final Idempotency idempotency;
  private final Commands commands;

  PartnerDirectoryController(Partners partners, Idempotency idempotency, Commands commands) {
    this.partners = partners;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** The actors that work with the array, and on which legal basis each may be joined. */
  @GetMapping
  Mono<ResponseEntity<Page<Partner>>> list(PageRequest page) {
    return partners.all(page).map(page::answer);
  }

  /** Adds an actor. */
  @PostMapping
  Mono<ResponseEntity<Partner>> add(
      OptionalIdempotencyKey key, @RequestBody PartnerRequest request) {
    requireEachBasisOnce(request);
    return idempotency.once(
        key,
        request,
        Partner.class,
        () ->
            partners
                .add(request)
                .map(
                    added ->
                        ResponseEntity.created(URI.create("/api/v1/partners/" + added.code()))
                            .eTag(ExpectedVersion.eTag(added.version()))
                            .body(added)));
  }

  @GetMapping("/{code}")
  Mono<ResponseEntity<Partner>> get(@PathVariable String code) {
    return partners.find(code).map(PartnerDirectoryController::shown);
  }

  /** Changes an entry. What a legal basis no longer names, no agreement grants from now on. */
  @PutMapping("/{code}")
  Mono<ResponseEntity<Partner>> change(
      @PathVariable String code, ExpectedVersion expected, @RequestBody PartnerRequest request) {
    requireEachBasisOnce(request);
    if (!code.equals(request.code())) {
      throw new InvalidInput(Fault.of("code", "partner-code-differs"));
    }
    return commands
        .run(() -> partners.change(expected, request))
        .map(PartnerDirectoryController::shown);
  }

  private static void requireEachBasisOnce(PartnerRequest request) {
    List<PartnerRequest.Basis> bases = request.legalBases();
    if (bases.stream().map(PartnerRequest.Basis::code).distinct().count() < bases.size()) {
      throw new InvalidInput(Fault.of("legalBases", "legal-basis-twice"));
    }
  }

  private static ResponseEntity<Partner> shown(Partner partner) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(partner.version())).body(partner);
  }
}
