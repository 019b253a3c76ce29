package org.retzef.reporting.enrolment;

import java.time.LocalDate;
import java.util.UUID;

/** Seats of a track in a unit and a period. A plan never changes: a new version is another one. */
public record SeatPlan(
    UUID planId,
    String programme,
    String track,
    String unit,
    LocalDate from,
    LocalDate until,
    int seats,
    int version,
    LocalDate publishedOn) {}
