package org.retzef.rights.catalogue;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One version in a right's history.
 *
 * @param replacedOn first day of the next version; null for the one in force
 */
record RightVersion(
    int version,
    LocalDate publishedOn,
    @Nullable LocalDate replacedOn,
    @Nullable Integer figuresYear) {}
