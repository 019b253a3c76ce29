package org.retzef.basket.voucher;

import java.util.UUID;
import org.retzef.basket.category.Categories;
import org.retzef.basket.request.RequestMoved;
import org.retzef.basket.request.RequestStatus;
import org.retzef.basket.request.RequestStep;
import org.retzef.basket.request.RequestSteps;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The deliveries as the receipt feature knows them: to ask about, and to close with an answer. */
@Service
public class Deliveries {

  private final Vouchers vouchers;
  private final Categories categories;
  private final RequestSteps steps;

  Deliveries(Vouchers vouchers, Categories categories, RequestSteps steps) {
    this.vouchers = vouchers;
    this.categories = categories;
    this.steps = steps;
  }

  /** What the family is asked about; nothing where there is no such voucher. */
  public Mono<Delivery> find(UUID voucherId) {
    return vouchers
        .find(voucherId)
        .flatMap(
            voucher ->
                categories
                    .of(voucher.categories())
                    .collectList()
                    .map(
                        named ->
                            new Delivery(
                                voucher.id(),
                                voucher.requestId(),
                                voucher.basketId(),
                                voucher.familyId(),
                                voucher.unit(),
                                named,
                                voucher.amount(),
                                voucher.totals().delivered(),
                                voucher.vendorName(),
                                voucher.deliveredOn())));
  }

  /**
   * Takes the family's answer to a delivery, in the caller's transaction: a yes lets the voucher be
   * paid, anything else disputes it. Locks the request. Fails with {@code step-not-allowed} (409)
   * unless the voucher is delivered and was not answered yet.
   */
  public Mono<Void> answered(UUID voucherId, ReceiptAnswer answer) {
    RequestStep step = answer == ReceiptAnswer.YES ? RequestStep.CONFIRM : RequestStep.DISPUTE;
    return vouchers
        .requestOf(voucherId)
        .flatMap(requestId -> steps.take(requestId, step, RequestSteps.FAMILY))
        .then(
            answer == ReceiptAnswer.YES
                ? vouchers.confirm(voucherId, null)
                : vouchers.touch(voucherId));
  }

  /**
   * Closes a delivery that the family did not confirm with what two people agreed on, in the
   * caller's transaction: what came may be paid; where nothing did, the money is left in the basket
   * again. Fails with {@code step-not-allowed} (409) unless it waits for that.
   */
  public Mono<Void> settle(UUID voucherId, Settlement settlement, String by) {
    return vouchers
        .requestOf(voucherId)
        .flatMap(requestId -> dispute(requestId, by).then(close(requestId, settlement, by)))
        .delayUntil(steps::settle)
        .then(
            settlement.isNothing()
                ? vouchers.touch(voucherId)
                : vouchers.confirm(voucherId, settlement.came()));
  }

  /** What is delivered and was not answered is disputed first: the table knows one way out. */
  private Mono<Void> dispute(UUID requestId, String by) {
    return vouchers
        .statusOf(requestId)
        .filter(status -> status == RequestStatus.DELIVERED)
        .flatMap(status -> steps.take(requestId, RequestStep.DISPUTE, by))
        .then();
  }

  private Mono<RequestMoved> close(UUID requestId, Settlement settlement, String by) {
    return Mono.defer(
        () ->
            steps.take(
                requestId, settlement.isNothing() ? RequestStep.CANCEL : RequestStep.SETTLE, by));
  }
}
