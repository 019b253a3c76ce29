package org.retzef.basket.request;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.retzef.basket.basket.Basket;
import org.retzef.basket.basket.BasketMoney;
import org.retzef.basket.basket.Baskets;
import org.retzef.basket.category.Categories;
import org.retzef.basket.category.Category;
import org.retzef.basket.vendor.Vendor;
import org.retzef.basket.vendor.Vendors;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Asks for something out of a basket. Runs inside the caller's command. */
@Service
class RequestSubmission {

  private final Baskets baskets;
  private final Categories categories;
  private final Vendors vendors;
  private final Requests requests;
  private final BasketMoney money;
  private final Outbox outbox;
  private final Clock clock;

  RequestSubmission(
      Baskets baskets,
      Categories categories,
      Vendors vendors,
      Requests requests,
      BasketMoney money,
      Outbox outbox,
      Clock clock) {
    this.baskets = baskets;
    this.categories = categories;
    this.vendors = vendors;
    this.requests = requests;
    this.money = money;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<SubmittedRequest> submit(Caller caller, UUID basketId, SubmitRequest request) {
    return baskets
        .find(caller, basketId)
        .delayUntil(basket -> requireKnown(request.items()))
        .flatMap(basket -> writeTellAndReserve(caller, basket, request));
  }

  /** The basket's accounts are locked last: on a hot basket everybody waits for them. */
  private Mono<SubmittedRequest> writeTellAndReserve(
      Caller caller, Basket basket, SubmitRequest request) {
    UUID id = Ids.next();
    return requests
        .insert(id, basket.id(), request, caller.subject(), LocalDate.now(clock))
        .delayUntil(tier -> outbox.append(RequestEvent.Submitted.of(id, basket, request)))
        .delayUntil(tier -> money.reserve(basket.id(), request.amount(), id))
        .map(
            tier ->
                new SubmittedRequest(
                    id, basket.id(), RequestStatus.SUBMITTED, tier, request.amount(), 1));
  }

  private Mono<Void> requireKnown(List<SubmitRequest.Item> items) {
    Set<String> codes =
        items.stream().map(SubmitRequest.Item::category).collect(Collectors.toSet());
    Set<UUID> ids =
        items.stream()
            .map(SubmitRequest.Item::vendorId)
            .filter(java.util.Objects::nonNull)
            .collect(Collectors.toSet());
    return Mono.zip(
            categories.of(codes).map(Category::code).collect(Collectors.toSet()),
            ids.isEmpty()
                ? Mono.just(Set.<UUID>of())
                : vendors.of(ids).map(Vendor::id).collect(Collectors.toSet()))
        .doOnNext(known -> InvalidInput.ifAny(unknown(items, known.getT1(), known.getT2())))
        .then();
  }

  private static List<Fault> unknown(
      List<SubmitRequest.Item> items, Set<String> knownCategories, Set<UUID> knownVendors) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      SubmitRequest.Item item = items.get(i);
      if (!knownCategories.contains(item.category())) {
        faults.add(Fault.of("items[%d].category".formatted(i), "category-unknown"));
      }
      if (item.vendorId() != null && !knownVendors.contains(item.vendorId())) {
        faults.add(Fault.of("items[%d].vendorId".formatted(i), "vendor-unknown"));
      }
    }
    return faults;
  }
}
