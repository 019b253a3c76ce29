package org.retzef.basket.voucher;

import java.time.LocalDate;
import java.util.UUID;
import org.retzef.basket.request.RequestStep;
import org.retzef.basket.request.RequestSteps;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Confirms that a vendor has delivered. Runs inside the caller's command. */
@Service
class VoucherDelivery {

  private final Vouchers vouchers;
  private final VoucherSigning signing;
  private final RequestSteps steps;
  private final Outbox outbox;

  VoucherDelivery(Vouchers vouchers, VoucherSigning signing, RequestSteps steps, Outbox outbox) {
    this.vouchers = vouchers;
    this.signing = signing;
    this.steps = steps;
    this.outbox = outbox;
  }

  Mono<ConfirmedDelivery> confirm(
      Caller caller, UUID id, ExpectedVersion expected, LocalDate deliveredOn) {
    return vouchers
        .lock(caller, id)
        .flatMap(
            voucher -> {
              expected.orRefuse(voucher.version(), VoucherView.of(voucher));
              signing.requireValid(voucher);
              if (deliveredOn.isBefore(voucher.issuedOn())) {
                throw new InvalidInput(Fault.of("deliveredOn", "date-before-issue"));
              }
              return write(caller, voucher, deliveredOn);
            });
  }

  private Mono<ConfirmedDelivery> write(Caller caller, Voucher voucher, LocalDate deliveredOn) {
    return steps
        .take(voucher.requestId(), RequestStep.DELIVER, caller.subject())
        .delayUntil(moved -> vouchers.deliver(voucher.id(), deliveredOn))
        .delayUntil(moved -> outbox.append(VoucherEvent.Delivered.of(voucher, deliveredOn)))
        .map(
            moved ->
                new ConfirmedDelivery(
                    voucher.id(), deliveredOn, moved.after(), voucher.version() + 1));
  }
}
