package org.retzef.family.unit;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Text;

/**
 * A unit below one that is there; its kind follows from its place.
 *
 * @param path the last part is {@code A2630} for an authority (its CBS code), {@code D1} for a
 *     department, {@code C1} for an Otzma centre
 * @param socioEconomicCluster of an authority
 * @param openedOn first day; today, if left out
 */
record CreateUnitRequest(
    @NotNull UnitPath path,
    @NotNull @Text(max = 120) String nameHe,
    @Nullable @Text(max = 120) String nameEn,
    @Nullable @Min(1) @Max(10) Integer socioEconomicCluster,
    @Nullable Boolean hasNoshmim,
    @Nullable LocalDate openedOn) {}
