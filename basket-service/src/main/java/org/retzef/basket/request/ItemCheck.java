package org.retzef.basket.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.retzef.basket.basket.Basket;
import org.retzef.basket.category.Categories;
import org.retzef.basket.category.Category;
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

  private final Categories categories;
  private final Vendors vendors;
  private final RuleCheck rules;

  ItemCheck(Categories categories, Vendors vendors, RuleCheck rules) {
    this.categories = categories;
    this.vendors = vendors;
    this.rules = rules;
  }

  /** Fails with faults of the items, or with what a rule refuses. */
  Mono<Void> require(UUID requestId, Basket basket, SubmitRequest request) {
    return requireKnown(request.items())
        .then(Mono.defer(() -> rules.require(asked(requestId, basket, request))));
  }

  private static Asked asked(UUID requestId, Basket basket, SubmitRequest request) {
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

  private Mono<Void> requireKnown(List<SubmitRequest.Item> items) {
    Set<String> codes =
        items.stream().map(SubmitRequest.Item::category).collect(Collectors.toSet());
    Set<UUID> ids =
        items.stream()
            .map(SubmitRequest.Item::vendorId)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return Mono.zip(
            categories.validToday(codes).map(Category::code).collect(Collectors.toSet()),
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
