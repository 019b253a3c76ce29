package org.retzef.family.enrolment;

import org.retzef.platform.problem.Refusal;

final class EnrolmentNotFound extends Refusal {

  EnrolmentNotFound() {
    super(Kind.NOT_FOUND, "enrolment-not-found");
  }
}
