package org.retzef.family.centre;

import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What happens to people in Otzma centres; nobody is named. */
sealed interface CentreEvent extends Event {

  UUID serviceUserId();

  @Override
  default String topic() {
    return "retzef.family.events";
  }

  @Override
  default String aggregateType() {
    return "service-user";
  }

  @Override
  default String aggregateId() {
    return serviceUserId().toString();
  }

  static CentreEvent joined(Stay stay) {
    return new Joined(stay.serviceUserId(), stay.centre(), stay.joinedOn(), stay.familyMember());
  }

  /**
   * @param familyMember whether the person is known to be a member of a family, who counts already
   */
  record Joined(UUID serviceUserId, UnitPath centre, LocalDate joinedOn, boolean familyMember)
      implements CentreEvent {

    @Override
    public String type() {
      return "org.retzef.service-user.joined.v1";
    }
  }

  /**
   * @param leftOn first day no longer there
   */
  record Left(UUID serviceUserId, UnitPath centre, LocalDate leftOn) implements CentreEvent {

    @Override
    public String type() {
      return "org.retzef.service-user.left.v1";
    }
  }
}
