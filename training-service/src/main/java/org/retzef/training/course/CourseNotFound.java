package org.retzef.training.course;

import org.retzef.platform.problem.Refusal;

/** There is no such course, or it is not for the caller's unit: no difference is shown. */
final class CourseNotFound extends Refusal {

  CourseNotFound() {
    super(Kind.NOT_FOUND, "course-not-found");
  }
}
