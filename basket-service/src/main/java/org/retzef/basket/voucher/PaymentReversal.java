package org.retzef.basket.voucher;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.basket.BasketMoney;
import org.retzef.basket.request.RequestStep;
import org.retzef.basket.request.RequestSteps;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Undoes a payment that was wrong, once and by a second person (decision 0109). Runs inside the
 * caller's command.
 */
@Service
class PaymentReversal {

  private final Vouchers vouchers;
  private final RequestSteps steps;
  private final BasketMoney money;
  private final Outbox outbox;
  private final Clock clock;

  PaymentReversal(
      Vouchers vouchers, RequestSteps steps, BasketMoney money, Outbox outbox, Clock clock) {
    this.vouchers = vouchers;
    this.steps = steps;
    this.money = money;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Fails with {@link NotPaid}, {@link OwnPayment} and as {@link BasketMoney#takeBack} does. */
  Mono<ReversedPayment> reverse(
      Caller caller, UUID id, ExpectedVersion expected, ReversePaymentRequest request) {
    return vouchers
        .lock(caller, id)
        .flatMap(
            voucher -> {
              Voucher.Payment payment = requirePaid(voucher.payment());
              expected.orRefuse(voucher.version(), VoucherView.of(voucher));
              requireSecondPerson(caller, payment);
              return write(
                  caller,
                  voucher,
                  new ReversedPayment(
                      payment.id(),
                      voucher.id(),
                      payment.amount(),
                      request.reasonCode(),
                      LocalDate.now(clock),
                      voucher.version() + 1));
            });
  }

  private static Voucher.Payment requirePaid(Voucher.@Nullable Payment payment) {
    if (payment == null) {
      throw new NotPaid();
    }
    return payment;
  }

  private static void requireSecondPerson(Caller caller, Voucher.Payment payment) {
    if (payment.paidBy().equals(caller.subject())) {
      throw new OwnPayment();
    }
  }

  private Mono<ReversedPayment> write(Caller caller, Voucher voucher, ReversedPayment reversed) {
    return steps
        .take(voucher.requestId(), RequestStep.REVERSE, caller.subject())
        .then(vouchers.reverse(reversed, caller.subject()))
        .then(
            money.takeBack(
                voucher.basketId(), voucher.amount(), reversed.amount(), reversed.paymentId()))
        .flatMap(
            sources -> outbox.append(VoucherEvent.PaymentReversed.of(voucher, reversed, sources)))
        .thenReturn(reversed);
  }
}
