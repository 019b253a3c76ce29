package org.retzef.family.infrastructureresponse;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * A family's enrolment, read as an intervention of its department.
 *
 * @param enrolmentId under which its history and its basket stand, unchanged
 * @param method the track's code: the model of intervention that goes on under this name
 * @param from first day as an intervention
 * @param until last day, null while it goes on
 */
record Intervention(
    UUID enrolmentId,
    UUID familyId,
    UnitPath department,
    String method,
    String nameHe,
    String nameEn,
    LocalDate from,
    @Nullable LocalDate until,
    UUID conversionId) {}
