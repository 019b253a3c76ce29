package org.retzef.basket.voucher;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.basket.request.RequestMoved;
import org.retzef.basket.request.RequestStep;
import org.retzef.basket.request.RequestSteps;
import org.retzef.basket.vendor.Vendor;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Orders what was approved. Runs inside the caller's command. */
@Service
class VoucherIssue {

  private final Vouchers vouchers;
  private final Orders orders;
  private final VoucherSecrets secrets;
  private final RequestSteps steps;
  private final Outbox outbox;
  private final Clock clock;
  private final int validDays;

  VoucherIssue(
      Vouchers vouchers,
      Orders orders,
      VoucherSecrets secrets,
      RequestSteps steps,
      Outbox outbox,
      Clock clock,
      @Value("${retzef.voucher-days}") int validDays) {
    this.vouchers = vouchers;
    this.orders = orders;
    this.validDays = validDays;
    this.secrets = secrets;
    this.steps = steps;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<IssuedVoucher> issue(Caller caller, UUID requestId, IssueVoucherRequest request) {
    return orders
        .of(caller, requestId, request.vendorId())
        .flatMap(
            order ->
                steps
                    .take(requestId, RequestStep.ORDER, caller.subject())
                    .flatMap(ordered -> write(caller, ordered, order.vendor(), order.items())));
  }

  private Mono<IssuedVoucher> write(
      Caller caller, RequestMoved request, Vendor vendor, List<Voucher.Item> items) {
    UUID id = Ids.next();
    LocalDate today = LocalDate.now(clock);
    LocalDate until = today.plusDays(validDays);
    String content =
        VoucherContent.of(
                id, request.requestId(), vendor.code(), today, until, request.amount(), items)
            .canonical();
    return vouchers
        .insert(
            id, request.requestId(), vendor.id(), content, caller.subject(), today, until, hash(id))
        .then(outbox.append(issued(id, request, vendor, today)))
        .thenReturn(
            new IssuedVoucher(
                id, request.requestId(), vendor.id(), request.after(), request.amount(), 1));
  }

  /** By which the token behind its QR code is known. */
  private String hash(UUID id) {
    return Ed25519.sha256(secrets.tokenOf(id));
  }

  private static VoucherEvent issued(
      UUID id, RequestMoved request, Vendor vendor, LocalDate today) {
    return new VoucherEvent.Issued(
        id,
        request.requestId(),
        request.basketId(),
        request.familyId(),
        request.unit(),
        vendor.id(),
        request.categories(),
        request.amount(),
        today);
  }
}
