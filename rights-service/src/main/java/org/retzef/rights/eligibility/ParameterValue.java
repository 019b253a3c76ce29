package org.retzef.rights.eligibility;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.eligibility.rules.Parameter;

/**
 * What a parameter is from a day on.
 *
 * @param code the right and the fact that it bounds
 * @param unit of its amounts
 * @param validFrom first day; it holds until the next value's
 * @param value a number, or a table or formula by household size as conditions write it
 * @param sourceUrl where it is known from
 */
record ParameterValue(
    String code,
    Parameter.Kind kind,
    @Nullable String unit,
    LocalDate validFrom,
    Object value,
    String sourceUrl) {}
