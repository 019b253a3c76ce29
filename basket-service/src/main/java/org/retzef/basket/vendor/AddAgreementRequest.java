package org.retzef.basket.vendor;

import jakarta.validation.Valid;
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
 * @param unit and below it
 * @param lastDay null without end
 * @param categories codes; null or empty for all
 * @param prices the highest price of one item of a purpose; an item of a category with prices says
 *     its purpose
 */
record AddAgreementRequest(
    @NotNull UnitPath unit,
    @NotNull LocalDate firstDay,
    @Nullable LocalDate lastDay,
    @Nullable @Size(max = 100)
        List<@NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,59}", message = "code-invalid") String>
            categories,
    @Nullable @Size(max = 500) List<@NotNull @Valid Price> prices) {

  record Price(
      @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,59}", message = "code-invalid") String category,
      @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,59}", message = "code-invalid") String purpose,
      @NotNull @AboveZero Money price) {}
}
