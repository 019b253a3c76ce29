package org.retzef.rights.sample;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * A department, or a team of one, in which the tool is tried out.
 *
 * @param team its code, where it is not the whole department
 * @param strength how strong it is, 1 to 5
 * @param motivation how motivated it is, 1 to 5
 * @param trainingSessions how many sessions of the training project it had
 */
record SampleDepartment(
    UUID id,
    UnitPath unit,
    @Nullable String team,
    int strength,
    int motivation,
    int trainingSessions,
    LocalDate startedOn,
    @Nullable LocalDate endedOn,
    long version) {}
