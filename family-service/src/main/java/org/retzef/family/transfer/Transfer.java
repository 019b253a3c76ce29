package org.retzef.family.transfer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.audit.AboutFamilies;
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
    long version)
    implements AboutFamilies {

  enum Status {
    PROPOSED,
    ACCEPTED,
    DECLINED
  }

  @Override
  public List<UUID> families() {
    return List.of(familyId);
  }
}
