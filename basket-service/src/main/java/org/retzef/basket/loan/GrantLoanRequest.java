package org.retzef.basket.loan;

import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.AboveZero;
import org.retzef.basket.money.Money;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;

/**
 * A loan to be granted.
 *
 * @param memberId of the family, whose loan it is; not checked, for who belongs to a family is not
 *     told when it is registered
 * @param instalments one a month
 */
record GrantLoanRequest(
    @NotNull UUID familyId,
    @Nullable UUID memberId,
    @NotNull @AboveZero Money principal,
    @NotNull
        @Min(value = 1, message = "instalments-invalid")
        @Max(value = 120, message = "instalments-invalid")
        Integer instalments,
    @NotNull @Future(message = "date-in-past") LocalDate firstDueOn) {

  /** No calendar of ours goes further, and nobody pays back for so long. */
  private static final LocalDate LATEST = LocalDate.of(2999, 12, 31);

  void requireAnAgoraEachAndADayOfOurTime() {
    if (principal.agorot() < instalments) {
      throw new InvalidInput(Fault.of("instalments", "instalments-above-agorot"));
    }
    if (firstDueOn.isAfter(LATEST)) {
      throw new InvalidInput(Fault.of("firstDueOn", "date-too-late"));
    }
  }
}
