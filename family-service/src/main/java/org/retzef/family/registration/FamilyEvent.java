package org.retzef.family.registration;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What happens to a family: told by id and number, never by who they are. */
sealed interface FamilyEvent extends Event {

  UUID familyId();

  @Override
  default String topic() {
    return "retzef.family.events";
  }

  @Override
  default String aggregateType() {
    return "family";
  }

  @Override
  default String aggregateId() {
    return familyId().toString();
  }

  /**
   * @param members how many people the household counts
   * @param minors how many of them are under 18
   * @param birthYears of the members, the head's first
   */
  record Registered(
      UUID familyId,
      UnitPath unit,
      Language preferredLanguage,
      int members,
      int minors,
      List<Integer> birthYears,
      Instant registeredAt)
      implements FamilyEvent {

    @Override
    public String type() {
      return "org.retzef.family.registered.v1";
    }
  }
}
