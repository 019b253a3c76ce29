package org.retzef.family.assignment;

import org.retzef.platform.problem.Refusal;

/** It was answered, handed over or ended before. */
final class AssignmentClosed extends Refusal {

  AssignmentClosed() {
    super(Kind.CONFLICT, "assignment-closed");
  }
}
