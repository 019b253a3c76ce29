package org.retzef.family.enrolment;

import org.retzef.platform.problem.Refusal;

/** The family is in this track in some part of that time already. */
final class AlreadyEnrolled extends Refusal {

  AlreadyEnrolled() {
    super(Kind.CONFLICT, "already-enrolled");
  }
}
