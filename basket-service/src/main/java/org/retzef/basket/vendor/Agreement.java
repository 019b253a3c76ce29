package org.retzef.basket.vendor;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Fault;

/**
 * Where, when, what and at what prices a vendor may deliver.
 *
 * @param unit and below it
 * @param lastDay null without end
 * @param categories empty for all
 * @param prices the highest price of one item of a purpose; another purpose has no such limit, and
 *     an item of a category with prices says its purpose
 * @param changedBy the subject of who added or last changed it
 */
public record Agreement(
    UUID id,
    UUID vendorId,
    UnitPath unit,
    LocalDate firstDay,
    @Nullable LocalDate lastDay,
    List<String> categories,
    List<Price> prices,
    String changedBy,
    long version) {

  /**
   * @param purpose as in the items of requests and in rules of spending
   */
  public record Price(String category, String purpose, Money price) {

    /** Of an item that does not say its purpose nobody can tell whether it is this one. */
    private boolean allows(Bought item) {
      return item.purpose() != null
          && (!item.purpose().equals(purpose) || item.amount().compareTo(price) <= 0);
    }
  }

  boolean counts(UnitPath where, LocalDate day) {
    return unit.contains(where)
        && !day.isBefore(firstDay)
        && (lastDay == null || !day.isAfter(lastDay));
  }

  private boolean covers(Bought item) {
    return categories.isEmpty() || categories.contains(item.category());
  }

  boolean allows(Bought item) {
    return covers(item)
        && prices.stream()
            .filter(price -> price.category().equals(item.category()))
            .allMatch(price -> price.allows(item));
  }

  /** What it names that is none of these categories. */
  List<Fault> unknownCategories(Set<String> known) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < categories.size(); i++) {
      if (!known.contains(categories.get(i))) {
        faults.add(Fault.of("categories[%d]".formatted(i), "category-unknown"));
      }
    }
    for (int i = 0; i < prices.size(); i++) {
      if (!known.contains(prices.get(i).category())) {
        faults.add(Fault.of("prices[%d].category".formatted(i), "category-unknown"));
      }
    }
    return faults;
  }

  /** What is to be bought for a family of this unit. */
  public record Purchase(UnitPath unit, List<Bought> items) {}

  /** An item that is to be bought. */
  public record Bought(String category, @Nullable String purpose, Money amount) {}
}
