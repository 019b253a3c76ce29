package org.retzef.family.plan;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/**
 * @param reviewOn the day on which the plan is to be looked at again
 */
record ReviewDayRequest(@NotNull LocalDate reviewOn) {}
