package org.retzef.basket.voucher;

import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.IdempotencyKey;
import org.springframework.http.HttpStatus;
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
  private final Vouchers vouchers;
  private final Idempotency idempotency;

  PaymentController(VoucherPayment payment, Vouchers vouchers, Idempotency idempotency) {
    this.payment = payment;
    this.vouchers = vouchers;
    this.idempotency = idempotency;
  }

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
        () ->
            payment
                .pay(caller, id, expected, request)
                .map(paid -> answer(HttpStatus.CREATED, paid)));
  }

  @GetMapping
  Mono<ResponseEntity<PaymentView>> get(Caller caller, @PathVariable UUID id) {
    return vouchers.find(caller, id).map(voucher -> answer(HttpStatus.OK, PaymentView.of(voucher)));
  }

  /** The ETag is the voucher's. */
  private static ResponseEntity<PaymentView> answer(HttpStatus status, PaymentView payment) {
    return ResponseEntity.status(status)
        .eTag(ExpectedVersion.eTag(payment.version()))
        .body(payment);
  }
}
