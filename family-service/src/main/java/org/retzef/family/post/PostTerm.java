package org.retzef.family.post;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * That a post answers for a programme.
 *
 * @param holder the sign-in id of the worker, not a name
 * @param from first day
 * @param until last day; null while no end is set
 */
record PostTerm(
    UUID id,
    String post,
    UnitPath unit,
    String programme,
    String holder,
    LocalDate from,
    @Nullable LocalDate until,
    long version) {}
