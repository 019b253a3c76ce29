package org.retzef.family.unit;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/**
 * @param until last day
 */
record EndLocalityRequest(@NotNull LocalDate until) {}
