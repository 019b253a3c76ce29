package org.retzef.family.member;

import org.retzef.platform.problem.Refusal;

/** There is no such member in this family. */
final class MemberNotFound extends Refusal {

  MemberNotFound() {
    super(Kind.NOT_FOUND, "member-not-found");
  }
}
