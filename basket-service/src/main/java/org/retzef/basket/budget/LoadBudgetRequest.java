package org.retzef.basket.budget;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.AboveZero;
import org.retzef.basket.money.Money;

/**
 * A budget as the ministry writes it.
 *
 * @param rows one for each track
 */
record LoadBudgetRequest(
    @NotNull
        @Min(value = 2000, message = "year-invalid")
        @Max(value = 2100, message = "year-invalid")
        Integer year,
    @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid Row> rows) {

  /** Part of its account's name. */
  static final String TRACK = "[A-Z][A-Z0-9_]{0,59}";

  /** So few families that families times the largest amount is still a number of 63 bits. */
  static final int MAX_FAMILIES = 50_000;

  /**
   * @param track one that there is, unless the row is without a programme
   * @param withoutProgramme whether its baskets are for any client of a department, with no
   *     enrolment; else for enrolled families
   */
  record Row(
      @NotNull @Pattern(regexp = TRACK, message = "code-invalid") String track,
      @NotNull
          @Min(value = 1, message = "families-invalid")
          @Max(value = MAX_FAMILIES, message = "families-invalid")
          Integer families,
      @NotNull @AboveZero Money basket,
      @NotNull @AboveZero Money total,
      @Nullable Boolean withoutProgramme) {

    /** Whether its families are enrolled in its track; else the line is called as one likes. */
    boolean isOfATrack() {
      return !Boolean.TRUE.equals(withoutProgramme);
    }
  }
}
