package org.retzef.basket.basket;

import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/** What this service needs of the news that a family was enrolled. */
record EnrolledFamily(
    UUID familyId,
    UUID enrolmentId,
    UnitPath unit,
    String programme,
    String track,
    LocalDate startDate) {}
