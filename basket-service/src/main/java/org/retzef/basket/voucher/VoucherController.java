package org.retzef.basket.voucher;

import java.net.URI;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
class VoucherController {

  private final VoucherIssue issue;
  private final VoucherSigning signing;
  private final VoucherDelivery delivery;
  private final Vouchers vouchers;
  private final Idempotency idempotency;

  VoucherController(
      VoucherIssue issue,
      VoucherSigning signing,
      VoucherDelivery delivery,
      Vouchers vouchers,
      Idempotency idempotency) {
    this.issue = issue;
    this.signing = signing;
    this.delivery = delivery;
    this.vouchers = vouchers;
    this.idempotency = idempotency;
  }

  /** Orders what was approved: one voucher to one vendor. */
  @PostMapping("/requests/{requestId}/vouchers")
  Mono<ResponseEntity<IssuedVoucher>> issue(
      Caller caller,
      @PathVariable UUID requestId,
      OptionalIdempotencyKey key,
      @RequestBody IssueVoucherRequest request) {
    return idempotency.once(
        key,
        request,
        IssuedVoucher.class,
        () -> issue.issue(caller, requestId, request).map(VoucherController::issued));
  }

  /** Shows a voucher to its department and its vendor. */
  @GetMapping("/vouchers/{id}")
  Mono<ResponseEntity<VoucherView>> get(Caller caller, @PathVariable UUID id) {
    return vouchers
        .find(caller, id)
        .map(
            voucher ->
                ResponseEntity.ok()
                    .eTag(ExpectedVersion.eTag(voucher.version()))
                    .body(VoucherView.of(voucher)));
  }

  /** Signs a voucher. There is no body: what is signed is the voucher. */
  @PostMapping("/vouchers/{id}/signature")
  Mono<ResponseEntity<SignatureView>> sign(
      Caller caller, @PathVariable UUID id, ExpectedVersion expected, OptionalIdempotencyKey key) {
    return idempotency.once(
        key,
        "",
        SignatureView.class,
        () -> signing.sign(caller, id, expected).flatMap(this::signed));
  }

  /** Verifies a voucher's signature now. */
  @GetMapping("/vouchers/{id}/signature")
  Mono<ResponseEntity<SignatureView>> signature(Caller caller, @PathVariable UUID id) {
    return vouchers
        .find(caller, id)
        .flatMap(signing::verify)
        .map(
            signature ->
                ResponseEntity.ok()
                    .eTag(ExpectedVersion.eTag(signature.version()))
                    .body(signature));
  }

  /**
   * Confirms that the vendor has delivered, all or a part; when nothing more is to come the family
   * is asked whether it came.
   */
  @PostMapping("/vouchers/{id}/delivery")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<ResponseEntity<ConfirmedDelivery>> deliver(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      OptionalIdempotencyKey key,
      @RequestBody ConfirmDeliveryRequest request) {
    return idempotency.once(
        key,
        request,
        ConfirmedDelivery.class,
        () -> delivery.confirm(caller, id, expected, request).map(VoucherController::delivered));
  }

  private static ResponseEntity<IssuedVoucher> issued(IssuedVoucher voucher) {
    return ResponseEntity.created(URI.create("/api/v1/vouchers/" + voucher.id()))
        .eTag(ExpectedVersion.eTag(voucher.version()))
        .body(voucher);
  }

  private Mono<ResponseEntity<SignatureView>> signed(Voucher voucher) {
    URI location = URI.create("/api/v1/vouchers/" + voucher.id() + "/signature");
    return signing
        .verify(voucher)
        .map(
            signature ->
                ResponseEntity.created(location)
                    .eTag(ExpectedVersion.eTag(voucher.version()))
                    .body(signature));
  }

  private static ResponseEntity<ConfirmedDelivery> delivered(ConfirmedDelivery delivery) {
    return ResponseEntity.status(HttpStatus.CREATED)
        .eTag(ExpectedVersion.eTag(delivery.version()))
        .body(delivery);
  }
}
