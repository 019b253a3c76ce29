package org.retzef.training.course;

import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What other features may ask about courses. */
@Component
public class OfferedCourses {

  private final Courses courses;

  OfferedCourses(Courses courses) {
    this.courses = courses;
  }

  /** In Hebrew; fails as below. */
  public Mono<String> nameOf(Caller caller, UUID courseId) {
    return courses.find(caller, courseId).map(Course::nameHe);
  }

  /** Fails with 404 {@code course-not-found} where the caller does not see the course. */
  public Mono<Void> mustBeSeenBy(Caller caller, UUID courseId) {
    return courses.find(caller, courseId).then();
  }
}
