package org.retzef.basket.voucher;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.retzef.basket.money.Money;
import org.retzef.basket.request.RequestStatus;
import org.retzef.basket.request.RequestStep;
import org.retzef.basket.request.RequestSteps;
import org.retzef.basket.request.StepNotAllowed;
import org.retzef.basket.voucher.DeliveryParts.Part;
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
  private final DeliveryParts parts;
  private final VoucherSigning signing;
  private final RequestSteps steps;
  private final Outbox outbox;
  private final Clock clock;

  VoucherDelivery(
      Vouchers vouchers,
      DeliveryParts parts,
      VoucherSigning signing,
      RequestSteps steps,
      Outbox outbox,
      Clock clock) {
    this.vouchers = vouchers;
    this.parts = parts;
    this.signing = signing;
    this.steps = steps;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** What came on a voucher, and how whoever confirms it has seen that voucher. */
  record Coming(ExpectedVersion expected, ConfirmDeliveryRequest request) {}

  Mono<ConfirmedDelivery> confirm(
      Caller caller, UUID id, ExpectedVersion expected, ConfirmDeliveryRequest request) {
    return confirmAll(caller, Map.of(id, new Coming(expected, request))).map(List::getFirst);
  }

  /** As above, of many in as many statements; what is wrong with one of them fails all. */
  Mono<List<ConfirmedDelivery>> confirmAll(Caller caller, Map<UUID, Coming> coming) {
    return vouchers
        .lockAll(caller, coming.keySet())
        .doOnNext(locked -> locked.forEach(voucher -> requireVersion(voucher, coming)))
        .delayUntil(signing::requireValid)
        .map(locked -> locked.stream().map(voucher -> part(voucher, coming)).toList())
        .flatMap(parts -> write(caller.subject(), parts));
  }

  private static void requireVersion(Voucher voucher, Map<UUID, Coming> coming) {
    Objects.requireNonNull(coming.get(voucher.id()))
        .expected()
        .orRefuse(voucher.version(), VoucherView.of(voucher));
  }

  private Part part(Voucher voucher, Map<UUID, Coming> coming) {
    ConfirmDeliveryRequest request = Objects.requireNonNull(coming.get(voucher.id())).request();
    requireDeliverable(voucher, request);
    Money amount = Objects.requireNonNullElse(request.amount(), voucher.toDeliver());
    boolean last = amount.equals(voucher.toDeliver()) || Boolean.TRUE.equals(request.last());
    return new Part(voucher, amount, request.deliveredOn(), last);
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

  private Mono<List<ConfirmedDelivery>> write(String confirmedBy, List<Part> came) {
    List<Part> last = came.stream().filter(Part::last).toList();
    return parts
        .insert(came, confirmedBy)
        .then(last.isEmpty() ? Mono.empty() : Mono.defer(() -> close(confirmedBy, last)))
        .thenReturn(came.stream().map(VoucherDelivery::confirmed).toList());
  }

  private static ConfirmedDelivery confirmed(Part part) {
    Voucher before = part.voucher();
    return new ConfirmedDelivery(
        before.id(),
        part.day(),
        part.last() ? RequestStatus.DELIVERED : before.status(),
        before.totals().delivered().plus(part.amount()),
        part.left(),
        before.version() + 1);
  }

  /** Nothing more is to come: the families are asked. */
  Mono<Void> close(String takenBy, List<Part> last) {
    return steps
        .takeAll(last.stream().map(Part::requestId).toList(), RequestStep.DELIVER, takenBy)
        .then(Mono.defer(() -> parts.close(last)))
        .then(Mono.defer(() -> outbox.append(last.stream().map(VoucherDelivery::told).toList())));
  }

  private static VoucherEvent told(Part last) {
    return VoucherEvent.Delivered.of(last.voucher(), last.day());
  }
}
