package org.retzef.family.centre;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/** A person's time in a centre. */
record Stay(
    UUID id,
    UUID serviceUserId,
    UnitPath centre,
    LocalDate joinedOn,
    @Nullable LocalDate leftOn,
    boolean familyMember,
    long version) {

  Stay endedOn(LocalDate day) {
    return new Stay(id, serviceUserId, centre, joinedOn, day, familyMember, version + 1);
  }

  Stay linked() {
    return new Stay(id, serviceUserId, centre, joinedOn, leftOn, true, version + 1);
  }

  JoinedServiceUser told() {
    return new JoinedServiceUser(serviceUserId, centre, joinedOn, leftOn, familyMember, version);
  }
}
