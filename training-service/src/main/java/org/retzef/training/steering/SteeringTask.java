package org.retzef.training.steering;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a decision.
 *
 * @param owner a body or an office
 * @param overdue whether its day is over and it is not done
 */
record SteeringTask(
    UUID id,
    UUID meetingId,
    String decisionHe,
    String textHe,
    String owner,
    LocalDate dueOn,
    @Nullable LocalDate doneOn,
    boolean overdue,
    long version) {}
