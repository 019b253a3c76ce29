package org.retzef.family.enrolment;

import org.retzef.platform.problem.Refusal;

/** Somebody of the family is in this programme with another family at that time. */
final class MemberEnrolledElsewhere extends Refusal {

  static final String CODE = "member-enrolled-in-other-family";

  MemberEnrolledElsewhere() {
    super(Kind.CONFLICT, CODE);
  }
}
