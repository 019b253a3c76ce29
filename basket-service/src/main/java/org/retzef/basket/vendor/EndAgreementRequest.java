package org.retzef.basket.vendor;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/**
 * @param lastDay not before the first
 */
record EndAgreementRequest(@NotNull LocalDate lastDay) {}
