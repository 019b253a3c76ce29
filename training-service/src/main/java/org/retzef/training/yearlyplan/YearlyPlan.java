package org.retzef.training.yearlyplan;

import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.retzef.training.unit.Level;

/**
 * @param version counts up for the same unit and year
 */
record YearlyPlan(
    UUID id,
    UnitPath unit,
    Level level,
    int year,
    int version,
    List<YearlyPlanRequest.Item> items) {}
