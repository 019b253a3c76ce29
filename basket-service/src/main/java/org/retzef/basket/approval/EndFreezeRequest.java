package org.retzef.basket.approval;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/**
 * @param lastDay the new last day, not before the first one
 */
record EndFreezeRequest(@NotNull LocalDate lastDay) {}
