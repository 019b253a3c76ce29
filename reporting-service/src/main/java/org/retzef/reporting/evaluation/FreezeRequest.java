package org.retzef.reporting.evaluation;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;

/**
 * @param indicators codes of the catalogue
 * @param asOf the last day of a month that is over
 */
record FreezeRequest(
    @NotNull @Size(min = 1, max = 40) List<@NotNull String> indicators, @NotNull LocalDate asOf) {}
