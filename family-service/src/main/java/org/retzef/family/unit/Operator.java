package org.retzef.family.unit;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who runs staff and training of a district in a period.
 *
 * @param until the last day, null while it goes on
 */
record Operator(
    String code, String nameHe, String nameEn, LocalDate from, @Nullable LocalDate until) {}
