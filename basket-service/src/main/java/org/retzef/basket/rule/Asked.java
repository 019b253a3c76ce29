package org.retzef.basket.rule;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;

/**
 * What is asked for, as far as rules look at it.
 *
 * @param requestId which is not counted into what the family got before
 * @param goalId the goal of the family's plan that it serves
 */
public record Asked(
    UUID requestId,
    UUID familyId,
    UnitPath unit,
    String aspect,
    @Nullable UUID goalId,
    List<Item> items) {

  public record Item(String category, @Nullable String purpose, Money amount) {}

  Money amountIn(String category) {
    return items.stream()
        .filter(item -> item.category().equals(category))
        .map(Item::amount)
        .reduce(Money.ZERO, Money::plus);
  }

  String[] categories() {
    return items.stream().map(Item::category).distinct().toArray(String[]::new);
  }
}
