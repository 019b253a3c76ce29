package org.retzef.family.registration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * A family on one day, as those who work with it see it.
 *
 * @param phone null once the family is erased, like everything that tells who they are
 * @param members who is in the household on that day, its head first
 * @param singleParent whether its head has children under 18 and no spouse on that day
 * @param asOf the day
 * @param erasedAt when it was erased; null for all that were not
 */
public record Family(
    UUID id,
    UnitPath unit,
    Language preferredLanguage,
    @Nullable PhoneNumber phone,
    @Nullable Address address,
    List<Member> members,
    boolean singleParent,
    LocalDate asOf,
    Instant registeredAt,
    @Nullable Instant erasedAt,
    long version) {

  /**
   * @param relation to the head of the household, on that day
   * @param parentIds members who are a parent of this one, as far as it is known
   * @param joinedOn first day in the household, as far as it is known
   * @param leftOn first day no longer in it; null for whoever did not leave
   */
  public record Member(
      UUID id,
      @Nullable String givenName,
      @Nullable String familyName,
      @Nullable NationalId nationalId,
      LocalDate birthDate,
      Sex sex,
      Relation relation,
      List<UUID> parentIds,
      LocalDate joinedOn,
      @Nullable LocalDate leftOn,
      @Nullable LeaveReason leaveReason) {

    private Member withoutNationalId() {
      return new Member(
          id,
          givenName,
          familyName,
          null,
          birthDate,
          sex,
          relation,
          parentIds,
          joinedOn,
          leftOn,
          leaveReason);
    }

    @Override
    public String toString() {
      return "Member " + id;
    }
  }

  /** For a partner that the family did not show its id numbers. */
  Family withoutNationalIds() {
    return new Family(
        id,
        unit,
        preferredLanguage,
        phone,
        address,
        members.stream().map(Member::withoutNationalId).toList(),
        singleParent,
        asOf,
        registeredAt,
        erasedAt,
        version);
  }

  @Override
  public String toString() {
    return "Family " + id;
  }

  public enum Sex {
    FEMALE,
    MALE,
    UNKNOWN
  }

  /** To the head of the household. */
  public enum Relation {
    HEAD,
    SPOUSE,
    CHILD,
    GRANDCHILD,
    PARENT,
    SIBLING,
    OTHER
  }

  /** Why somebody is no longer in a household. */
  public enum LeaveReason {
    MOVED_OUT,
    MARRIED,
    SEPARATED,
    PLACED_OUT_OF_HOME,
    DIED,
    RECORDED_IN_ERROR,
    OTHER
  }
}
