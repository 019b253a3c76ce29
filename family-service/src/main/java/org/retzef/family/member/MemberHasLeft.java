package org.retzef.family.member;

import org.retzef.platform.problem.Refusal;

/** Whoever is not in the household is nothing to its head any more. */
final class MemberHasLeft extends Refusal {

  MemberHasLeft() {
    super(Kind.CONFLICT, "member-has-left");
  }
}
