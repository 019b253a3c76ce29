package org.retzef.basket.basket;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.AboveZero;
import org.retzef.basket.money.Money;

/**
 * A basket becomes larger or smaller, never smaller than what is reserved and spent of it.
 *
 * @param effectiveOn the day that it counts for; today where it is missing
 */
record AdjustBasketRequest(
    @NotNull Direction direction,
    @NotNull @AboveZero Money amount,
    @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}", message = "code-invalid") String reasonCode,
    @Nullable LocalDate effectiveOn) {

  enum Direction {
    INCREASE,
    DECREASE
  }

  /** Negative for less. */
  Money change() {
    return direction == Direction.INCREASE ? amount : amount.negated();
  }
}
