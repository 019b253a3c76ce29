package org.retzef.family.member;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.Member;
import org.retzef.family.registration.Member.RelationSince;

/**
 * What somebody was to the head while in the household.
 *
 * @param relations oldest first; each holds until the next begins
 * @param leftOn first day no longer there
 */
record MemberRelations(
    UUID memberId, List<RelationSince> relations, LocalDate joinedOn, @Nullable LocalDate leftOn) {

  static MemberRelations of(Member member) {
    return new MemberRelations(member.id(), member.relations(), member.joinedOn(), member.leftOn());
  }
}
