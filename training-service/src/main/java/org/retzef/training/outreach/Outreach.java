package org.retzef.training.outreach;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * How far a department is reached for a course. What was agreed is null until somebody has agreed
 * on it.
 */
record Outreach(
    UUID id,
    UnitPath unit,
    UUID courseId,
    LocalDate letterOn,
    String backedBy,
    boolean reform,
    @Nullable LocalDate coordinatedOn,
    @Nullable Integer seats,
    @Nullable String focus,
    CoordinationRequest.@Nullable SkillLevel skillLevel,
    @Nullable Integer computers,
    @Nullable Boolean internet,
    CoordinationRequest.@Nullable Place place,
    List<UnitPath> jointUnits,
    long version) {}
