package org.retzef.family.enrolment;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * An enrolment in the list of a unit.
 *
 * @param unit the family's
 * @param status on the day asked for
 * @param endDate last day, if it had ended by the day asked for
 * @param operator the code of who ran the district on the first day of the enrolment; null where
 *     nobody is known
 */
record UnitEnrolment(
    UUID id,
    UUID familyId,
    UnitPath unit,
    String track,
    Enrolment.Status status,
    LocalDate startDate,
    @Nullable LocalDate endDate,
    @Nullable String operator) {}
