package org.retzef.family.unit;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Text;

/**
 * What changes of a unit; what is left out stays.
 *
 * @param closedOn last day
 */
record ChangeUnitRequest(
    @Nullable @Text(max = 120) String nameHe,
    @Nullable @Text(max = 120) String nameEn,
    @Nullable @Min(1) @Max(10) Integer socioEconomicCluster,
    @Nullable Boolean hasNoshmim,
    @Nullable LocalDate openedOn,
    @Nullable LocalDate closedOn) {}
