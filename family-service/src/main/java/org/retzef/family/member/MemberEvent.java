package org.retzef.family.member;

import java.time.LocalDate;
import java.util.UUID;
import org.retzef.family.registration.Family.Relation;
import org.retzef.family.registration.FamilyFile;
import org.retzef.family.registration.Member;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** Who joins and who leaves: events of the family, told by id, never by who they are. */
sealed interface MemberEvent extends Event {

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
   * @param minor whether the member is under 18 on the day of joining
   * @param members how many people the household counts today
   * @param minors how many of them are under 18
   */
  record Joined(
      UUID familyId,
      UUID memberId,
      UnitPath unit,
      Relation relation,
      int birthYear,
      boolean minor,
      LocalDate joinedOn,
      int members,
      int minors)
      implements MemberEvent {

    static Joined of(FamilyFile family, Member member, LocalDate today) {
      return new Joined(
          family.id(),
          member.id(),
          family.unit(),
          member.relation(),
          member.birthDate().getYear(),
          member.isMinorOn(member.joinedOn()),
          member.joinedOn(),
          family.membersOn(today),
          family.minorsOn(today));
    }

    @Override
    public String type() {
      return "org.retzef.member.joined.v1";
    }
  }

  /**
   * @param minor whether the member is under 18 on the day of leaving
   * @param leftOn first day no longer in the household; told again when it is corrected
   */
  record Left(
      UUID familyId,
      UUID memberId,
      UnitPath unit,
      Relation relation,
      int birthYear,
      boolean minor,
      LocalDate leftOn,
      int members,
      int minors)
      implements MemberEvent {

    static Left of(FamilyFile family, Member member, LocalDate leftOn, LocalDate today) {
      return new Left(
          family.id(),
          member.id(),
          family.unit(),
          member.relation(),
          member.birthDate().getYear(),
          member.isMinorOn(leftOn),
          leftOn,
          family.membersOn(today),
          family.minorsOn(today));
    }

    @Override
    public String type() {
      return "org.retzef.member.left.v1";
    }
  }
}
