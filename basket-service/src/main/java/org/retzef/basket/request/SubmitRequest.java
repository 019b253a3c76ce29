package org.retzef.basket.request;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.AboveZero;
import org.retzef.basket.money.Money;
import org.retzef.platform.problem.Text;

/**
 * What a worker asks for.
 *
 * @param goalId the goal of the family's plan that it serves
 */
record SubmitRequest(
    @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid Item> items,
    @NotNull Aspect aspect,
    @Nullable UUID goalId) {

  /**
   * @param category a code of {@code /api/v1/categories}
   * @param purpose a code of the purposes that a rule of the category lists
   * @param vendorId of whom it is to be ordered, the same in all items that name one; null leaves
   *     that to whoever orders
   */
  record Item(
      @NotNull @Text(max = 40) String category,
      @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{1,59}", message = "code-invalid") String purpose,
      @NotNull @Text(max = 200) String description,
      @Nullable UUID vendorId,
      @NotNull @AboveZero Money amount) {

    @Override
    public String toString() {
      return "Item " + category;
    }
  }

  Money amount() {
    return items.stream().map(Item::amount).reduce(Money.ZERO, Money::plus);
  }

  List<String> categories() {
    return items.stream().map(Item::category).distinct().sorted().toList();
  }
}
