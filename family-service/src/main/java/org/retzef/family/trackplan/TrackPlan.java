package org.retzef.family.trackplan;

import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/**
 * How many families a track is planned for, in a unit and a period.
 *
 * @param from first day
 * @param until last day
 * @param seats families
 * @param version counts up for the same track, unit and period
 */
record TrackPlan(
    UUID id,
    String track,
    UnitPath unit,
    LocalDate from,
    LocalDate until,
    int seats,
    int version,
    LocalDate publishedOn) {}
