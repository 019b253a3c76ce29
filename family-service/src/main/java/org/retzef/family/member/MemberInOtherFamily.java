package org.retzef.family.member;

import org.retzef.platform.problem.Refusal;

/**
 * The person with this id number is in another household at that time, and has to leave it first.
 */
final class MemberInOtherFamily extends Refusal {

  MemberInOtherFamily() {
    super(Kind.CONFLICT, "member-in-other-family");
  }
}
