package org.retzef.basket.closing;

import jakarta.validation.constraints.NotNull;

/** The closing of a month or a year. */
record CloseRequest(@NotNull Period period) {}
