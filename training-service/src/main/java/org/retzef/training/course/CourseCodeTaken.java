package org.retzef.training.course;

import org.retzef.platform.problem.Refusal;

/** Another course of the same unit has this code. */
final class CourseCodeTaken extends Refusal {

  CourseCodeTaken() {
    super(Kind.CONFLICT, "course-code-taken");
  }
}
