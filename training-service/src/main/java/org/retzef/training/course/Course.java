package org.retzef.training.course;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * A course on offer.
 *
 * @param unit whose workers it is for, with all units below
 * @param code a short name, unique in the unit
 * @param audience in the order of {@link Audience}, each once
 * @param hours of learning, all modules together
 */
record Course(
    UUID id,
    UnitPath unit,
    @Nullable String code,
    String nameHe,
    @Nullable String nameEn,
    @Nullable String nameAr,
    Language language,
    List<Audience> audience,
    int hours,
    List<CourseModule> modules,
    Instant createdAt,
    long version) {}
