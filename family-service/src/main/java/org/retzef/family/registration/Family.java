package org.retzef.family.registration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/** A family as those who work with it see it. */
record Family(
    UUID id,
    UnitPath unit,
    Language preferredLanguage,
    PhoneNumber phone,
    Address address,
    List<Member> members,
    Instant registeredAt,
    long version) {

  /**
   * @param joinedOn first day in the household, as far as the service knows
   * @param leftOn last day in it, null for whoever is there
   */
  record Member(
      UUID id,
      String givenName,
      String familyName,
      @Nullable NationalId nationalId,
      LocalDate birthDate,
      Sex sex,
      Relation relation,
      LocalDate joinedOn,
      @Nullable LocalDate leftOn) {

    @Override
    public String toString() {
      return "Member " + id;
    }
  }

  @Override
  public String toString() {
    return "Family " + id;
  }

  enum Sex {
    FEMALE,
    MALE,
    UNKNOWN
  }

  /** To the head of the household. */
  enum Relation {
    HEAD,
    SPOUSE,
    CHILD,
    GRANDCHILD,
    PARENT,
    SIBLING,
    OTHER
  }
}
