package org.retzef.basket.approval;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.retzef.platform.caller.UnitPath;

/**
 * @param firstDay today or later
 */
record AddFreezeRequest(
    @NotNull UnitPath unit,
    @NotNull LocalDate firstDay,
    @NotNull LocalDate lastDay,
    @NotNull Freeze.Reason reason) {}
