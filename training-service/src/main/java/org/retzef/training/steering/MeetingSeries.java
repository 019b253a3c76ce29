package org.retzef.training.steering;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.training.unit.Level;

/**
 * A forum's routine, and how it is kept.
 *
 * @param lastOn after which no meeting is due; null while no end is set
 * @param meetings held so far
 * @param dueOn the next meeting's day, counted from the last that was held; null after the end
 * @param overdue whether that day is over
 */
record MeetingSeries(
    UUID id,
    UnitPath unit,
    Level level,
    String nameHe,
    int everyWeeks,
    LocalDate firstOn,
    @Nullable LocalDate lastOn,
    List<String> bodies,
    int meetings,
    @Nullable LocalDate heldOn,
    @Nullable LocalDate dueOn,
    boolean overdue,
    long version) {}
