package org.retzef.family.member;

import org.retzef.platform.problem.Refusal;

/** The person with this id number is in the household at that time already. */
final class MemberAlreadyInFamily extends Refusal {

  MemberAlreadyInFamily() {
    super(Kind.CONFLICT, "member-already-in-family");
  }
}
