package org.retzef.training.steering;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a decision needs the approval of a body's head, or has it.
 *
 * @param approvedOn null until then
 */
record SteeringApproval(
    UUID id,
    UUID meetingId,
    int decision,
    String body,
    @Nullable LocalDate approvedOn,
    long version) {}
