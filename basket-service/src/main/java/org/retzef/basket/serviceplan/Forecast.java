package org.retzef.basket.serviceplan;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.retzef.platform.problem.Text;

/**
 * How many older residents there will be, by age, and out of whom that was reckoned: a forecast
 * that does not say so is worth nothing [S2].
 */
record Forecast(
    @NotNull
        @Min(value = 2000, message = "year-invalid")
        @Max(value = 2100, message = "year-invalid")
        Integer year,
    @NotNull Age age,
    @NotNull
        @Min(value = 0, message = "people-invalid")
        @Max(value = 10_000_000, message = "people-invalid")
        Integer people,
    @NotNull Base base,
    @NotNull @Text(max = 200) String source) {

  enum Age {
    FROM_55_TO_64,
    FROM_65_TO_74,
    FROM_75
  }

  enum Base {
    /** Those who live there today, and nobody who will move in. */
    EXISTING_RESIDENTS_ONLY,
    WITH_PLANNED_HOUSING,
    WITH_MIGRATION
  }
}
