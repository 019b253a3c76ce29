package org.retzef.family.centre;

import org.retzef.platform.problem.Refusal;

/** The member is known as another service user, or this one as another member. */
final class MemberLinkedAlready extends Refusal {

  MemberLinkedAlready() {
    super(Kind.CONFLICT, "member-linked-already");
  }
}
