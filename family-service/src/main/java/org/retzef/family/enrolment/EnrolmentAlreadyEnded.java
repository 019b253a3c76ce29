package org.retzef.family.enrolment;

import org.retzef.platform.problem.Refusal;

final class EnrolmentAlreadyEnded extends Refusal {

  EnrolmentAlreadyEnded() {
    super(Kind.CONFLICT, "enrolment-already-ended");
  }
}
