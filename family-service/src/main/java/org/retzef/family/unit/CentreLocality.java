package org.retzef.family.unit;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * An Otzma centre serves a locality in a period.
 *
 * @param from first day, null where it is not known
 * @param until last day, null while it goes on
 */
record CentreLocality(
    UnitPath centre, UnitPath locality, @Nullable LocalDate from, @Nullable LocalDate until) {}
