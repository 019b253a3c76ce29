package org.retzef.family.plan;

import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/**
 * An approved plan that is to be looked at again.
 *
 * @param planVersion the version in force
 * @param overdue whether its day has passed
 */
record PlanReview(
    UUID planId,
    UUID familyId,
    UnitPath unit,
    int planVersion,
    LocalDate reviewOn,
    boolean overdue) {}
