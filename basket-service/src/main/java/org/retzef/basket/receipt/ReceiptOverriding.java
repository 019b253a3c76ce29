package org.retzef.basket.receipt;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.retzef.basket.voucher.Deliveries;
import org.retzef.basket.voucher.Settlement;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Two people say, with a reason, what of a delivery came where the family did not say yes: it
 * disputed, was silent, or was never reached. While it is being asked nobody speaks for it, and
 * once they have, nobody asks it. Runs inside the caller's command.
 */
@Service
class ReceiptOverriding {

  private final Worklist worklist;
  private final Receipts receipts;
  private final Overrides overrides;
  private final Deliveries deliveries;
  private final Outbox outbox;
  private final Clock clock;

  ReceiptOverriding(
      Worklist worklist,
      Receipts receipts,
      Overrides overrides,
      Deliveries deliveries,
      Outbox outbox,
      Clock clock) {
    this.worklist = worklist;
    this.receipts = receipts;
    this.overrides = overrides;
    this.deliveries = deliveries;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<ReceiptOverride> propose(
      Caller caller, UUID receiptId, ExpectedVersion expected, ProposeOverrideRequest request) {
    requireAmount(request);
    var override =
        new ReceiptOverride(
            Ids.next(),
            receiptId,
            request.outcome(),
            request.amount(),
            request.reasonCode(),
            caller.subject(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            null);
    return lock(caller, receiptId, expected)
        .delayUntil(receipt -> requireUpTo(receipt, request))
        .then(overrides.insert(override))
        .then(receipts.touch(receiptId))
        .thenReturn(override);
  }

  private static void requireAmount(ProposeOverrideRequest request) {
    boolean inPart = request.outcome() == ReceiptOverride.Outcome.CAME_IN_PART;
    if (inPart != (request.amount() != null)) {
      throw new InvalidInput(Fault.of("amount", "amount-of-part"));
    }
  }

  private Mono<Void> requireUpTo(Receipt receipt, ProposeOverrideRequest request) {
    return deliveries
        .find(receipt.voucherId())
        .doOnNext(
            delivery -> {
              if (request.amount() != null
                  && request.amount().compareTo(delivery.delivered()) >= 0) {
                throw new InvalidInput(
                    Fault.of("amount", "part-not-below-delivery", delivery.delivered().toString()));
              }
            })
        .then();
  }

  Mono<ReceiptOverride> answer(
      Caller caller, UUID receiptId, ExpectedVersion expected, AnswerOverrideRequest request) {
    return lock(caller, receiptId, expected)
        .flatMap(
            receipt ->
                overrides
                    .openOf(receiptId)
                    .doOnNext(override -> requireSecond(caller, override))
                    .delayUntil(
                        override ->
                            overrides.answer(override.id(), request.answer(), caller.subject()))
                    .delayUntil(override -> settle(caller, receipt, override, request))
                    .then(receipts.touch(receiptId))
                    .then(overrides.lastOf(receiptId)));
  }

  private static void requireSecond(Caller caller, ReceiptOverride override) {
    if (override.proposedBy().equals(caller.subject())) {
      throw new SecondPersonNeeded();
    }
  }

  private Mono<Void> settle(
      Caller caller, Receipt receipt, ReceiptOverride override, AnswerOverrideRequest request) {
    if (request.answer() == ReceiptOverride.Answer.DECLINED) {
      return Mono.empty();
    }
    var settlement =
        switch (override.outcome()) {
          case CAME -> Settlement.all();
          case CAME_IN_PART -> Settlement.part(override.amount());
          case DID_NOT_COME -> Settlement.nothing();
        };
    return deliveries
        .settle(receipt.voucherId(), settlement, caller.subject())
        .then(receipts.dropQueuedReminder(receipt.id()))
        .then(outbox.append(ReceiptEvent.Overridden.of(receipt, override, LocalDate.now(clock))));
  }

  private Mono<Receipt> lock(Caller caller, UUID receiptId, ExpectedVersion expected) {
    return worklist
        .find(caller, receiptId)
        .then(receipts.lock(receiptId))
        .zipWhen(receipt -> worklist.find(caller, receiptId))
        .map(
            found -> {
              expected.orRefuse(found.getT1().version(), found.getT2());
              requireOverridable(found.getT1().status());
              return found.getT1();
            });
  }

  private static void requireOverridable(ReceiptStatus status) {
    if (status == ReceiptStatus.YES) {
      throw new ReceiptSettled();
    }
    if (!status.mayBeOverridden()) {
      throw new ReceiptStillOpen();
    }
  }
}
