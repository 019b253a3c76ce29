package org.retzef.family.post;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/**
 * @param until last day
 */
record EndTermRequest(@NotNull LocalDate until) {}
