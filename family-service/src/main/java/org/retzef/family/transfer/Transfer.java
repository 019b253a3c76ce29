package org.retzef.family.transfer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/** A family's move from a department to another, proposed or answered. */
record Transfer(
    UUID id,
    UUID familyId,
    UnitPath fromUnit,
    UnitPath toUnit,
    Status status,
    Instant proposedAt,
    @Nullable Instant answeredAt,
    long version) {

  enum Status {
    PROPOSED,
    ACCEPTED,
    DECLINED
  }
}
