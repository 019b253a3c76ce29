package org.retzef.basket.voucher;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.basket.basket.BasketMoney;
import org.retzef.basket.money.Money;
import org.retzef.basket.request.RequestStatus;
import org.retzef.basket.request.RequestStep;
import org.retzef.basket.request.RequestSteps;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Pays a vendor, once unless it is undone, after the family's yes. Runs inside the caller's
 * command.
 */
@Service
class VoucherPayment {

  private final Vouchers vouchers;
  private final VoucherSigning signing;
  private final RequestSteps steps;
  private final BasketMoney money;
  private final Outbox outbox;
  private final Clock clock;

  VoucherPayment(
      Vouchers vouchers,
      VoucherSigning signing,
      RequestSteps steps,
      BasketMoney money,
      Outbox outbox,
      Clock clock) {
    this.vouchers = vouchers;
    this.signing = signing;
    this.steps = steps;
    this.money = money;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** A voucher that was paid answers with its payment. */
  Mono<PaymentView> pay(Caller caller, UUID id, ExpectedVersion expected, PayRequest request) {
    return vouchers
        .lock(caller, id)
        .flatMap(
            voucher -> {
              Voucher.Payment payment = voucher.payment();
              return payment == null
                  ? payNow(caller, voucher, expected, request)
                  : Mono.just(repeat(voucher, payment, request));
            });
  }

  private static PaymentView repeat(Voucher voucher, Voucher.Payment payment, PayRequest request) {
    if (request.amount() != null && !request.amount().equals(payment.amount())) {
      throw new AlreadyPaid();
    }
    return PaymentView.of(voucher);
  }

  private Mono<PaymentView> payNow(
      Caller caller, Voucher voucher, ExpectedVersion expected, PayRequest request) {
    expected.orRefuse(voucher.version(), VoucherView.of(voucher));
    if (voucher.status() != RequestStatus.RECEIVED) {
      throw new ReceiptNotConfirmed();
    }
    Money amount = request.amount() == null ? voucher.payable() : request.amount();
    requirePayable(voucher, amount);
    return signing
        .requireValid(List.of(voucher))
        .then(
            Mono.defer(
                () ->
                    write(
                        voucher,
                        new Voucher.Payment(
                            Ids.next(), amount, LocalDate.now(clock), caller.subject()))));
  }

  private static void requirePayable(Voucher voucher, Money amount) {
    Voucher.Totals totals = voucher.totals();
    if (amount.compareTo(voucher.amount()) > 0) {
      throw new InvalidInput(Fault.of("amount", "payment-above-voucher"));
    }
    if (amount.compareTo(totals.confirmed()) > 0) {
      throw new InvalidInput(
          Fault.of("amount", "payment-above-delivery", totals.confirmed().toString()));
    }
    if (amount.compareTo(voucher.payable()) > 0) {
      throw new InvalidInput(
          Fault.of("amount", "payment-above-invoice", totals.invoiced().toString()));
    }
  }

  private Mono<PaymentView> write(Voucher voucher, Voucher.Payment payment) {
    return steps
        .take(voucher.requestId(), RequestStep.PAY, payment.paidBy())
        .then(vouchers.pay(voucher.id(), payment))
        .then(money.pay(voucher.basketId(), voucher.amount(), payment.amount(), payment.id()))
        .flatMap(sources -> outbox.append(VoucherEvent.Paid.of(voucher, payment, sources)))
        .thenReturn(PaymentView.paid(voucher, payment, voucher.version() + 1));
  }
}
