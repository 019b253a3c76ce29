package org.retzef.basket.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.rule.Asked;
import org.retzef.basket.rule.RuleCheck;
import org.retzef.basket.vendor.Vendor;
import org.retzef.basket.vendor.Vendors;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Whether what is asked for may be asked for: known, and within the rules of its categories. */
@Service
class ItemCheck {

  private final Vendors vendors;
  private final RuleCheck rules;

  ItemCheck(Vendors vendors, RuleCheck rules) {
    this.vendors = vendors;
    this.rules = rules;
  }

  /** Fails with faults of the items, or with what a rule refuses. */
  Mono<Void> require(UUID requestId, BasketToAsk basket, SubmitRequest request) {
    return knownVendors(request.items())
        .doOnNext(known -> InvalidInput.ifAny(unknown(request.items(), basket.categories(), known)))
        .filter(known -> basket.ruled())
        .flatMap(known -> rules.require(asked(requestId, basket, request)));
  }

  private static Asked asked(UUID requestId, BasketToAsk basket, SubmitRequest request) {
    return new Asked(
        requestId,
        basket.familyId(),
        basket.unit(),
        request.aspect().name(),
        request.goalId(),
        request.items().stream()
            .map(item -> new Asked.Item(item.category(), item.purpose(), item.amount()))
            .toList());
  }

  private Mono<Set<UUID>> knownVendors(List<SubmitRequest.Item> items) {
    Set<UUID> ids =
        items.stream()
            .map(SubmitRequest.Item::vendorId)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return ids.isEmpty()
        ? Mono.just(Set.of())
        : vendors.of(ids).map(Vendor::id).collect(Collectors.toSet());
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
      } else if (item.vendorId() != null && !item.vendorId().equals(firstVendor(items))) {
        faults.add(Fault.of("items[%d].vendorId".formatted(i), "one-vendor-a-request"));
      }
    }
    return faults;
  }

  /** One voucher is issued on a request, to one vendor. */
  private static @Nullable UUID firstVendor(List<SubmitRequest.Item> items) {
    return items.stream()
        .map(SubmitRequest.Item::vendorId)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
