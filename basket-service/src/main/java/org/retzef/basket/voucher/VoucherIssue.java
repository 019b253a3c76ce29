package org.retzef.basket.voucher;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.basket.request.RequestMoved;
import org.retzef.basket.request.RequestStep;
import org.retzef.basket.request.RequestSteps;
import org.retzef.basket.vendor.Agreements;
import org.retzef.basket.vendor.Vendor;
import org.retzef.basket.vendor.Vendors;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Orders what was approved. Runs inside the caller's command. */
@Service
class VoucherIssue {

  private final Vouchers vouchers;
  private final Vendors vendors;
  private final Agreements agreements;
  private final VoucherSecrets secrets;
  private final RequestSteps steps;
  private final Outbox outbox;
  private final Clock clock;
  private final int validDays;

  VoucherIssue(
      Vouchers vouchers,
      Vendors vendors,
      Agreements agreements,
      VoucherSecrets secrets,
      RequestSteps steps,
      Outbox outbox,
      Clock clock,
      @Value("${retzef.voucher-days}") int validDays) {
    this.vouchers = vouchers;
    this.vendors = vendors;
    this.agreements = agreements;
    this.validDays = validDays;
    this.secrets = secrets;
    this.steps = steps;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<IssuedVoucher> issue(Caller caller, UUID requestId, IssueVoucherRequest request) {
    return vouchers
        .orderOf(caller, requestId)
        .zipWhen(order -> knownVendor(request.vendorId()))
        .delayUntil(found -> requireAgreement(found.getT2(), found.getT1()))
        .flatMap(
            found ->
                steps
                    .take(requestId, RequestStep.ORDER, caller.subject())
                    .flatMap(
                        ordered -> write(caller, ordered, found.getT2(), found.getT1().items())));
  }

  private Mono<Vendor> knownVendor(UUID id) {
    return vendors
        .of(List.of(id))
        .singleOrEmpty()
        .switchIfEmpty(Mono.error(() -> new InvalidInput(Fault.of("vendorId", "vendor-unknown"))));
  }

  private Mono<Void> requireAgreement(Vendor vendor, Vouchers.Order order) {
    return agreements.require(vendor.id(), order.unit(), LocalDate.now(clock), order.bought());
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
