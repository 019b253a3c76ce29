package org.retzef.reporting.evaluation;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/**
 * @param from a day of the first month
 * @param asOf the last day of a month that is over
 */
record FreezeUseRequest(@NotNull LocalDate from, @NotNull LocalDate asOf) {}
