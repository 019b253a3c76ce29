package org.retzef.training.steering;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/**
 * @param lastOn after which no meeting is due
 */
record SeriesEndRequest(@NotNull LocalDate lastOn) {}
