package org.retzef.basket.basket;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * What this service needs of the news that a family was enrolled.
 *
 * @param endDate of an enrolment of former years that nobody had told; null for all others
 */
record EnrolledFamily(
    UUID familyId,
    UUID enrolmentId,
    UnitPath unit,
    String programme,
    String track,
    LocalDate startDate,
    @Nullable LocalDate endDate) {}
