package org.retzef.basket.allocation;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.AboveZero;
import org.retzef.basket.money.Money;

/**
 * A line of a budget grows or is cut, never below what is committed of it.
 *
 * @param effectiveOn the day that it counts for; today where it is missing
 */
record CorrectBudgetRequest(
    @NotNull String track,
    @NotNull Direction direction,
    @NotNull @AboveZero Money amount,
    @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}", message = "code-invalid") String reasonCode,
    @Nullable LocalDate effectiveOn) {

  enum Direction {
    INCREASE,
    DECREASE
  }
}
