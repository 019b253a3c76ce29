package org.retzef.family.partner;

import java.net.URI;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.IdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a partner's own program calls. */
@RestController
@RequestMapping("/api/v1/partner")
class PartnerController {

  private final PartnerReferring referring;
  private final PartnerReferrals referrals;
  private final PartnerChanges changes;
  private final ConsentedFamilies families;
  private final Idempotency idempotency;

  PartnerController(
      PartnerReferring referring,
      PartnerReferrals referrals,
      PartnerChanges changes,
      ConsentedFamilies families,
      Idempotency idempotency) {
    this.referring = referring;
    this.referrals = referrals;
    this.changes = changes;
    this.families = families;
    this.idempotency = idempotency;
  }

  /** Refers somebody to a department, who agreed to it. */
  @PostMapping("/referrals")
  Mono<ResponseEntity<PartnerReferral>> refer(
      Caller caller,
      @RequestAttribute PartnerAgreement agreement,
      IdempotencyKey key,
      @RequestBody ReferRequest request) {
    return idempotency.once(
        key,
        request,
        PartnerReferral.class,
        () ->
            referring
                .refer(caller, agreement, request)
                .map(
                    sent ->
                        ResponseEntity.created(URI.create("/api/v1/partner/referrals/" + sent.id()))
                            .eTag(ExpectedVersion.eTag(sent.version()))
                            .body(sent)));
  }

  /** What the partner referred, oldest first. */
  @GetMapping("/referrals")
  Mono<ResponseEntity<Page<PartnerReferral>>> referrals(
      @RequestAttribute PartnerAgreement agreement, PageRequest page) {
    return referrals.ofPartner(agreement.partner(), page).map(page::answer);
  }

  @GetMapping("/referrals/{id}")
  Mono<ResponseEntity<PartnerReferral>> referral(
      @RequestAttribute PartnerAgreement agreement, @PathVariable UUID id) {
    return referrals
        .ofPartner(agreement.partner(), id)
        .map(found -> ResponseEntity.ok().eTag(ExpectedVersion.eTag(found.version())).body(found));
  }

  /**
   * Everything that the partner is told of, oldest first and without a gap. Keep {@code cursor} and
   * ask again with it; asked twice, it answers the same.
   */
  @GetMapping("/changes")
  Mono<ChangeFeed> changes(@RequestAttribute PartnerAgreement agreement, PageRequest page) {
    return changes.of(agreement.partner(), page);
  }

  /** The families that agree today that the partner reads them; each at {@code /families/{id}}. */
  @GetMapping("/families")
  Mono<ResponseEntity<Page<ConsentedFamily>>> families(
      @RequestAttribute PartnerAgreement agreement, PageRequest page) {
    return families.of(agreement.partner(), page).map(page::answer);
  }
}
