package org.retzef.family.merge;

import org.retzef.platform.problem.Refusal;

/**
 * Both families are in the same track at the same time: one of the two enrolments must be ended or
 * corrected first.
 */
final class EnrolmentsOverlap extends Refusal {

  EnrolmentsOverlap() {
    super(Kind.CONFLICT, "enrolments-overlap");
  }
}
