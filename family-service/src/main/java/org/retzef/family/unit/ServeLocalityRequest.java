package org.retzef.family.unit;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.retzef.platform.caller.UnitPath;

/**
 * @param locality an authority, not necessarily the one in which the centre stands
 * @param from first day
 */
record ServeLocalityRequest(@NotNull UnitPath locality, @NotNull LocalDate from) {}
