package org.retzef.family.assignment;

import org.retzef.platform.problem.Refusal;

/** There is no such assignment of this family. */
final class AssignmentNotFound extends Refusal {

  AssignmentNotFound() {
    super(Kind.NOT_FOUND, "assignment-not-found");
  }
}
