package org.retzef.rights.catalogue;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version in a right's history.
 *
 * @param replacedOn first day of the next version; null for the one in force
 * @param validFrom first day on which it gives anything; null where that is not bounded
 * @param validTo last day, for a temporary benefit
 * @param sourceSession the training session from whose suggestion it came
 */
record RightVersion(
    int version,
    LocalDate publishedOn,
    @Nullable LocalDate replacedOn,
    @Nullable Integer figuresYear,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validTo,
    @Nullable UUID sourceSession) {}
