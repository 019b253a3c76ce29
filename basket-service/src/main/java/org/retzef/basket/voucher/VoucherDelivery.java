package org.retzef.basket.voucher;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.retzef.basket.money.Money;
import org.retzef.basket.request.RequestStatus;
import org.retzef.basket.request.RequestStep;
import org.retzef.basket.request.RequestSteps;
import org.retzef.basket.request.StepNotAllowed;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Confirms that a vendor has delivered, at once or in parts. The family is asked when nothing more
 * is to come. Runs inside the caller's command.
 */
@Service
class VoucherDelivery {

  private final Vouchers vouchers;
  private final VoucherSigning signing;
  private final RequestSteps steps;
  private final Outbox outbox;
  private final Clock clock;

  VoucherDelivery(
      Vouchers vouchers, VoucherSigning signing, RequestSteps steps, Outbox outbox, Clock clock) {
    this.vouchers = vouchers;
    this.signing = signing;
    this.steps = steps;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<ConfirmedDelivery> confirm(
      Caller caller, UUID id, ExpectedVersion expected, ConfirmDeliveryRequest request) {
    return vouchers
        .lock(caller, id)
        .doOnNext(voucher -> expected.orRefuse(voucher.version(), VoucherView.of(voucher)))
        .delayUntil(signing::requireValid)
        .doOnNext(voucher -> requireDeliverable(voucher, request))
        .flatMap(voucher -> write(caller, voucher, request));
  }

  private void requireDeliverable(Voucher voucher, ConfirmDeliveryRequest request) {
    if (voucher.status() != RequestStatus.ORDERED) {
      throw new StepNotAllowed();
    }
    if (voucher.isOver(LocalDate.now(clock))) {
      throw new VoucherExpired(voucher);
    }
    List<Fault> faults = new ArrayList<>();
    if (request.deliveredOn().isBefore(voucher.issuedOn())) {
      faults.add(Fault.of("deliveredOn", "date-before-issue"));
    }
    if (request.amount() != null && request.amount().compareTo(voucher.toDeliver()) > 0) {
      faults.add(Fault.of("amount", "delivery-above-order", voucher.toDeliver().toString()));
    }
    InvalidInput.ifAny(faults);
  }

  private Mono<ConfirmedDelivery> write(
      Caller caller, Voucher voucher, ConfirmDeliveryRequest request) {
    Money amount = Objects.requireNonNullElse(request.amount(), voucher.toDeliver());
    Money left = voucher.toDeliver().minus(amount);
    boolean last = left.equals(Money.ZERO) || Boolean.TRUE.equals(request.last());
    LocalDate day = request.deliveredOn();
    return vouchers
        .deliver(voucher.id(), amount, day, caller.subject())
        .then(last ? close(caller.subject(), voucher, day) : Mono.just(RequestStatus.ORDERED))
        .map(
            status ->
                new ConfirmedDelivery(
                    voucher.id(),
                    day,
                    status,
                    voucher.totals().delivered().plus(amount),
                    left,
                    voucher.version() + 1));
  }

  /** Nothing more is to come: the family is asked. */
  Mono<RequestStatus> close(String takenBy, Voucher voucher, LocalDate day) {
    return steps
        .take(voucher.requestId(), RequestStep.DELIVER, takenBy)
        .delayUntil(moved -> vouchers.closeDelivery(voucher.id(), day))
        .delayUntil(moved -> outbox.append(VoucherEvent.Delivered.of(voucher, day)))
        .map(moved -> moved.after());
  }
}
