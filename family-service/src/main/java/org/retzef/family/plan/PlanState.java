package org.retzef.family.plan;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The answer to a command on a plan; it repeats none of the words that were written. */
record PlanState(
    UUID id,
    UUID familyId,
    int planVersion,
    Plan.Status status,
    @Nullable UUID goalId,
    long version) {}
