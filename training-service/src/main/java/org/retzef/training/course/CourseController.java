package org.retzef.training.course;

import java.net.URI;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/courses")
class CourseController {

  private final CourseCreation creation;
  private final Courses courses;
  private final Idempotency idempotency;

  CourseController(CourseCreation creation, Courses courses, Idempotency idempotency) {
    this.creation = creation;
    this.courses = courses;
    this.idempotency = idempotency;
  }

  @PostMapping
  Mono<ResponseEntity<Course>> create(
      Caller caller, OptionalIdempotencyKey key, @RequestBody CreateCourseRequest request) {
    return idempotency.once(
        key,
        request,
        Course.class,
        () -> creation.create(caller, request).map(CourseController::created));
  }

  @GetMapping
  Mono<ResponseEntity<Page<Course>>> list(Caller caller, PageRequest page) {
    return courses.seenBy(caller, page).map(page::answer);
  }

  @GetMapping("/{id}")
  Mono<ResponseEntity<Course>> get(Caller caller, @PathVariable UUID id) {
    return courses
        .find(caller, id)
        .map(
            course ->
                ResponseEntity.ok().eTag(ExpectedVersion.eTag(course.version())).body(course));
  }

  private static ResponseEntity<Course> created(Course course) {
    return ResponseEntity.created(URI.create("/api/v1/courses/" + course.id()))
        .eTag(ExpectedVersion.eTag(course.version()))
        .body(course);
  }
}
