package org.retzef.basket.rule;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.AboveZero;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;

/**
 * @param code by which a refusal names it: {@code HOUSEHOLD_EQUIPMENT_YEARLY}
 * @param validFrom today or later
 * @param aspect {@code FAMILY_AND_PARENTING}, {@code RIGHTS} or {@code BASIC_NEEDS}; null for all
 * @param unit null for the whole country
 * @param purposes codes of what the category may be spent on; null or empty for anything
 * @param cap per family within the window
 * @param windowMonths together with the cap
 */
record AddRuleRequest(
    @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,59}", message = "code-invalid") String code,
    @NotNull LocalDate validFrom,
    @NotNull @Size(max = 40) String category,
    @Nullable
        @Pattern(regexp = "FAMILY_AND_PARENTING|RIGHTS|BASIC_NEEDS", message = "value-unknown")
        String aspect,
    @Nullable UnitPath unit,
    @Nullable @Size(max = 100)
        List<@NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,59}", message = "code-invalid") String>
            purposes,
    @Nullable @AboveZero Money cap,
    @Nullable @Min(1) @Max(120) Integer windowMonths,
    @Nullable Boolean needsGoal) {}
