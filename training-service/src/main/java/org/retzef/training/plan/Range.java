package org.retzef.training.plan;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** At least so many, at most so many. */
record Range(
    @NotNull
        @Min(value = 1, message = "plan-figure-out-of-range")
        @Max(value = 100_000_000, message = "plan-figure-out-of-range")
        Integer from,
    @NotNull
        @Min(value = 1, message = "plan-figure-out-of-range")
        @Max(value = 100_000_000, message = "plan-figure-out-of-range")
        Integer until) {

  Range times(int factor) {
    return new Range(from * factor, until * factor);
  }

  Range times(Range factor) {
    return new Range(from * factor.from, until * factor.until);
  }

  boolean isReversed() {
    return from > until;
  }
}
