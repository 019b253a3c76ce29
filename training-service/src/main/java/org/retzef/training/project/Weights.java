package org.retzef.training.project;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** How much of the score each part gives, in percent; together a hundred. */
record Weights(
    @NotNull
        @Min(value = 0, message = "percent-out-of-range")
        @Max(value = 100, message = "percent-out-of-range")
        Integer gap,
    @NotNull
        @Min(value = 0, message = "percent-out-of-range")
        @Max(value = 100, message = "percent-out-of-range")
        Integer readiness,
    @NotNull
        @Min(value = 0, message = "percent-out-of-range")
        @Max(value = 100, message = "percent-out-of-range")
        Integer learningValue) {

  /** No source tells how much each counts: half for the gap, and what is left in two. */
  static final Weights USUAL = new Weights(50, 25, 25);

  boolean addUp() {
    return gap + readiness + learningValue == 100;
  }
}
