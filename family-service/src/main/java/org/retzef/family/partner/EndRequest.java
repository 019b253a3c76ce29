package org.retzef.family.partner;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/**
 * @param validUntil last day of the agreement
 */
record EndRequest(@NotNull LocalDate validUntil) {}
