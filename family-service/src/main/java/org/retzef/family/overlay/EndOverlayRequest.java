package org.retzef.family.overlay;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/**
 * @param to last day of the emergency
 */
record EndOverlayRequest(@NotNull LocalDate to) {}
