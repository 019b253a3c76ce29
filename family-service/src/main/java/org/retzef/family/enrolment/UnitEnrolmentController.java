package org.retzef.family.enrolment;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.family.AsOf;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/enrolments")
class UnitEnrolmentController {

  private final UnitEnrolments enrolments;
  private final Clock clock;

  UnitEnrolmentController(UnitEnrolments enrolments, Clock clock) {
    this.enrolments = enrolments;
    this.clock = clock;
  }

  /**
   * Lists the enrolments of a unit and of all below it, oldest first, as they were on a day.
   *
   * @param unit the caller's own, if left out
   * @param asOf today, if left out
   */
  @GetMapping
  Mono<ResponseEntity<Page<UnitEnrolment>>> list(
      Caller caller,
      @RequestParam(required = false) @Nullable UnitPath unit,
      @RequestParam(required = false) @Nullable String track,
      @RequestParam(required = false) Enrolment.@Nullable Status status,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate asOf,
      PageRequest page) {
    return enrolments
        .of(caller, unit == null ? caller.unit() : unit, AsOf.any(asOf, clock), track, status, page)
        .map(page::answer);
  }
}
