package org.retzef.basket.voucher;

import java.net.URI;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.IdempotencyKey;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/vouchers/{id}/payment")
class PaymentController {

  private final VoucherPayment payment;
  private final PaymentReversal reversal;
  private final Vouchers vouchers;
  private final Idempotency idempotency;

  PaymentController(
      VoucherPayment payment,
      PaymentReversal reversal,
      Vouchers vouchers,
      Idempotency idempotency) {
    this.payment = payment;
    this.reversal = reversal;
    this.vouchers = vouchers;
    this.idempotency = idempotency;
  }

  /** Pays a vendor after the family's yes. A voucher that was paid answers with its payment. */
  @PostMapping
  Mono<ResponseEntity<PaymentView>> pay(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      IdempotencyKey key,
      @RequestBody PayRequest request) {
    return idempotency.once(
        key,
        request,
        PaymentView.class,
        () -> payment.pay(caller, id, expected, request).map(PaymentController::paid));
  }

  /** Tells whether a payment is held, may be made, or was made. */
  @GetMapping
  Mono<ResponseEntity<PaymentView>> get(Caller caller, @PathVariable UUID id) {
    return vouchers
        .find(caller, id)
        .map(PaymentView::of)
        .map(payment -> ResponseEntity.ok().eTag(eTag(payment)).body(payment));
  }

  /**
   * Undoes a payment that was wrong, once, by somebody else than who made it. All that was reserved
   * for the voucher is reserved again, also what the payment had left over, by the sources that
   * bore it; it counts for today, whatever period the payment was in. Then the voucher may be
   * invoiced and paid rightly. What was paid stays known.
   */
  @PostMapping("/reversal")
  Mono<ResponseEntity<ReversedPayment>> reverse(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      IdempotencyKey key,
      @RequestBody ReversePaymentRequest request) {
    return idempotency.once(
        key,
        request,
        ReversedPayment.class,
        () -> reversal.reverse(caller, id, expected, request).map(PaymentController::reversed));
  }

  private static ResponseEntity<PaymentView> paid(PaymentView payment) {
    return ResponseEntity.created(address(payment.voucherId())).eTag(eTag(payment)).body(payment);
  }

  private static ResponseEntity<ReversedPayment> reversed(ReversedPayment payment) {
    return ResponseEntity.created(address(payment.voucherId()))
        .eTag(ExpectedVersion.eTag(payment.version()))
        .body(payment);
  }

  private static URI address(UUID voucherId) {
    return URI.create("/api/v1/vouchers/" + voucherId + "/payment");
  }

  /** The voucher's. */
  private static String eTag(PaymentView payment) {
    return ExpectedVersion.eTag(payment.version());
  }
}
