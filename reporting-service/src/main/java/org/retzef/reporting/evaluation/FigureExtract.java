package org.retzef.reporting.evaluation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Figures as they were known when it was made. The same file is read for ever.
 *
 * @param from the first day of the time that the figures are of; null where they are of a day
 * @param asOf the day of the figures, the last one of a month
 * @param indicators their codes, in the order of the file
 * @param rows how many figures it tells, the hidden ones among them
 * @param sha256 of the file
 */
record FigureExtract(
    UUID id,
    @Nullable LocalDate from,
    LocalDate asOf,
    List<String> indicators,
    Instant madeAt,
    int rows,
    String sha256) {}
