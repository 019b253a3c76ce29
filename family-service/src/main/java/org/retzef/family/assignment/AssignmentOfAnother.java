package org.retzef.family.assignment;

import org.retzef.platform.problem.Refusal;

/** Only the worker who is to hold a family says yes or no to it. */
final class AssignmentOfAnother extends Refusal {

  AssignmentOfAnother() {
    super(Kind.FORBIDDEN, "assignment-of-another");
  }
}
