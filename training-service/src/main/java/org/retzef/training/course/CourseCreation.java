package org.retzef.training.course;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Ids;
import org.retzef.training.unit.KnownUnits;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Puts a course on offer. Runs inside the caller's command: see {@code CourseController}. */
@Service
class CourseCreation {

  private static final UnitPath COUNTRY = new UnitPath("IL");

  private final Courses courses;
  private final KnownUnits units;
  private final Clock clock;

  CourseCreation(Courses courses, KnownUnits units, Clock clock) {
    this.courses = courses;
    this.units = units;
    this.clock = clock;
  }

  Mono<Course> create(Caller caller, CreateCourseRequest request) {
    Course course = newCourse(request, clock.instant().truncatedTo(ChronoUnit.MICROS));
    return units
        .mustBeSeenBy(caller, course.unit())
        .then(Mono.defer(() -> courses.insert(course)))
        .thenReturn(course);
  }

  private static Course newCourse(CreateCourseRequest request, Instant now) {
    return new Course(
        Ids.next(),
        Objects.requireNonNullElse(request.unit(), COUNTRY),
        request.code(),
        request.nameHe(),
        request.nameEn(),
        request.nameAr(),
        request.language(),
        request.audience().stream().distinct().sorted().toList(),
        request.hours(),
        Objects.requireNonNullElse(request.modules(), List.<CourseModule>of()),
        now,
        1);
  }
}
