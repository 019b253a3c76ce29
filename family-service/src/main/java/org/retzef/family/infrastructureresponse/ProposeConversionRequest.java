package org.retzef.family.infrastructureresponse;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.retzef.platform.caller.UnitPath;

/**
 * @param unit in whose departments the programme becomes interventions
 * @param from first day as interventions
 */
record ProposeConversionRequest(@NotNull UnitPath unit, @NotNull LocalDate from) {}
