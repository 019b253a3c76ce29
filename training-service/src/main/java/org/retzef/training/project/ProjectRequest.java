package org.retzef.training.project;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Text;

/**
 * A project of a year.
 *
 * @param tools what departments get, by code: a deck, a guide, a film
 * @param weights 50, 25 and 25 if they are left out
 */
record ProjectRequest(
    @NotNull UnitPath unit,
    @NotNull @Text(max = 160) String nameHe,
    @NotNull
        @Min(value = 2000, message = "year-out-of-range")
        @Max(value = 2100, message = "year-out-of-range")
        Integer year,
    @Nullable @Size(max = 20, message = "size-invalid")
        List<
                @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}", message = "tool-code-invalid")
                String>
            tools,
    @Nullable @Valid Weights weights,
    @NotNull @Size(min = 1, max = 500, message = "size-invalid")
        List<@NotNull @Valid Target> targets) {

  Weights usedWeights() {
    return Objects.requireNonNullElse(weights, Weights.USUAL);
  }
}
