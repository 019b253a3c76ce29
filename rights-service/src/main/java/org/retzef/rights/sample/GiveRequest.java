package org.retzef.rights.sample;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.money.AboveZero;
import org.retzef.rights.money.Money;

/**
 * @param pieces how many devices, hours of paid time, or mentions
 * @param amount what it cost; needed for all but public credit
 * @param funder the code of the source that paid; needed with an amount
 */
record GiveRequest(
    @NotNull Incentive.Kind kind,
    @NotNull
        @Min(value = 1, message = "count-invalid")
        @Max(value = 10000, message = "count-invalid")
        Integer pieces,
    @Nullable @AboveZero Money amount,
    @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{1,59}", message = "funder-code-invalid")
        String funder,
    @NotNull LocalDate givenOn) {}
