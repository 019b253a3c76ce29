package org.retzef.rights.screening;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * @param unit whose families are screened
 * @param asOf the day whose rules are applied; the day of the request if left out
 * @param notBefore when it may begin; one o'clock of the coming night if left out
 */
record StartRunRequest(
    @NotNull UnitPath unit, @Nullable LocalDate asOf, @Nullable Instant notBefore) {}
