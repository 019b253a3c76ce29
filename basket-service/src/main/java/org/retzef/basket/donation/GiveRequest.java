package org.retzef.basket.donation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.AboveZero;
import org.retzef.basket.money.Money;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;

/**
 * A donation as it arrives.
 *
 * @param donor its code, such as {@code RASHI_FOUNDATION}
 * @param quantity of things
 * @param amount of money, for {@code MONEY}
 * @param value of the things
 */
record GiveRequest(
    @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}", message = "code-invalid") String donor,
    @NotNull Donation.Kind kind,
    @Nullable
        @Min(value = 1, message = "quantity-invalid")
        @Max(value = 1_000_000, message = "quantity-invalid")
        Long quantity,
    @Nullable @AboveZero Money amount,
    @Nullable @AboveZero Money value,
    @NotNull @PastOrPresent(message = "date-in-future") LocalDate receivedOn) {

  /** Before the programmes that give them on there was nothing to receive. */
  private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

  boolean isMoney() {
    return kind == Donation.Kind.MONEY;
  }

  void requireQuantityOrAmountOfOurTime() {
    if (receivedOn.isBefore(EARLIEST)) {
      throw new InvalidInput(Fault.of("receivedOn", "date-too-early"));
    }
    if (isMoney() != (amount != null) || isMoney() == (quantity != null)) {
      throw new InvalidInput(
          Fault.of(isMoney() ? "amount" : "quantity", "donation-amount-missing"));
    }
  }
}
