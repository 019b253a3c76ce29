package org.retzef.basket.voucher;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.retzef.basket.request.RequestMoved;
import org.retzef.basket.request.RequestStep;
import org.retzef.basket.request.RequestSteps;
import org.retzef.basket.vendor.Vendor;
import org.retzef.basket.voucher.Orders.NewVoucher;
import org.retzef.basket.voucher.Orders.Order;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Orders what was approved. Runs inside the caller's command. */
@Service
class VoucherIssue {

  private final Orders orders;
  private final VoucherSecrets secrets;
  private final RequestSteps steps;
  private final Outbox outbox;
  private final Clock clock;
  private final int validDays;

  VoucherIssue(
      Orders orders,
      VoucherSecrets secrets,
      RequestSteps steps,
      Outbox outbox,
      Clock clock,
      @Value("${retzef.voucher-days}") int validDays) {
    this.orders = orders;
    this.validDays = validDays;
    this.secrets = secrets;
    this.steps = steps;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<IssuedVoucher> issue(Caller caller, UUID requestId, IssueVoucherRequest request) {
    return issueAll(caller, Map.of(requestId, request.vendorId())).map(List::getFirst);
  }

  /**
   * As above, of many in as many statements, in their order; what is wrong with one of them fails
   * all.
   *
   * @param vendorOf each request
   */
  Mono<List<IssuedVoucher>> issueAll(Caller caller, Map<UUID, UUID> vendorOf) {
    List<UUID> requestIds = List.copyOf(vendorOf.keySet());
    return orders
        .of(caller, vendorOf)
        .zipWhen(found -> steps.takeAll(requestIds, RequestStep.ORDER, caller.subject()))
        .map(ordered -> issues(requestIds, ordered.getT1(), ordered.getT2()))
        .delayUntil(issues -> write(caller, issues))
        .map(issues -> issues.stream().map(VoucherIssue::issued).toList());
  }

  /** A voucher that is issued on a request. */
  private record Issue(UUID id, RequestMoved request, Order order) {}

  private static List<Issue> issues(
      List<UUID> requestIds, Map<UUID, Order> orders, List<RequestMoved> moved) {
    return moved.stream()
        .map(
            request ->
                new Issue(
                    Ids.next(), request, Objects.requireNonNull(orders.get(request.requestId()))))
        .sorted(Comparator.comparingInt(issue -> requestIds.indexOf(issue.request().requestId())))
        .toList();
  }

  private Mono<Void> write(Caller caller, List<Issue> issues) {
    LocalDate today = LocalDate.now(clock);
    LocalDate until = today.plusDays(validDays);
    List<NewVoucher> vouchers = issues.stream().map(one -> voucher(one, today, until)).toList();
    return orders
        .insert(vouchers, caller.subject(), today, until)
        .then(
            Mono.defer(() -> outbox.append(issues.stream().map(one -> told(one, today)).toList())));
  }

  private NewVoucher voucher(Issue issue, LocalDate today, LocalDate until) {
    RequestMoved request = issue.request();
    Vendor vendor = issue.order().vendor();
    String content =
        VoucherContent.of(
                issue.id(),
                request.requestId(),
                vendor.code(),
                today,
                until,
                request.amount(),
                issue.order().items())
            .canonical();
    return new NewVoucher(issue.id(), request.requestId(), vendor.id(), content, hash(issue.id()));
  }

  private static IssuedVoucher issued(Issue issue) {
    RequestMoved request = issue.request();
    return new IssuedVoucher(
        issue.id(),
        request.requestId(),
        issue.order().vendor().id(),
        request.after(),
        request.amount(),
        1);
  }

  /** By which the token behind its QR code is known. */
  private String hash(UUID id) {
    return Ed25519.sha256(secrets.tokenOf(id));
  }

  private static VoucherEvent told(Issue issue, LocalDate today) {
    RequestMoved request = issue.request();
    return new VoucherEvent.Issued(
        issue.id(),
        request.requestId(),
        request.basketId(),
        request.familyId(),
        request.unit(),
        issue.order().vendor().id(),
        request.categories(),
        request.amount(),
        today);
  }
}
