package org.retzef.family.centre;

import java.net.URI;
import java.time.LocalDate;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/centres/{path}")
class ActivityController {

  private final CentreReception reception;
  private final ActivityRecording recording;
  private final Activities activities;
  private final CentreCounting counting;
  private final Units units;
  private final Idempotency idempotency;

  ActivityController(
      CentreReception reception,
      ActivityRecording recording,
      Activities activities,
      CentreCounting counting,
      Units units,
      Idempotency idempotency) {
    this.reception = reception;
    this.recording = recording;
    this.activities = activities;
    this.counting = counting;
    this.units = units;
    this.idempotency = idempotency;
  }

  /** Records an individual, group or community response, or advice to the department's workers. */
  @PostMapping("/activities")
  Mono<ResponseEntity<Activity>> take(
      Caller caller,
      @PathVariable String path,
      OptionalIdempotencyKey key,
      @RequestBody RecordActivityRequest request) {
    return reception
        .centre(caller, path)
        .flatMap(
            centre ->
                idempotency.once(
                    key,
                    request,
                    Activity.class,
                    () ->
                        recording.take(caller, centre, request).map(ActivityController::created)));
  }

  /** Lists what the centre did, in the order of recording. */
  @GetMapping("/activities")
  Mono<ResponseEntity<Page<Activity>>> list(
      Caller caller, @PathVariable String path, PageRequest page) {
    return reception
        .centre(caller, path)
        .flatMap(centre -> activities.of(centre, page))
        .map(page::answer);
  }

  /**
   * Counts people and activities of a period: of a centre, of all centres in a unit, or, of an
   * authority, of all centres that serve it.
   *
   * @param from first day
   * @param until last day
   */
  @GetMapping("/figures")
  Mono<CentreFigures> figures(
      Caller caller,
      @PathVariable String path,
      @RequestParam @DateTimeFormat(pattern = "uuuu-MM-dd") LocalDate from,
      @RequestParam @DateTimeFormat(pattern = "uuuu-MM-dd") LocalDate until) {
    if (until.isBefore(from)) {
      throw new InvalidInput(Fault.of("until", "date-before-start"));
    }
    return units.find(caller, path).flatMap(unit -> counting.of(unit, from, until));
  }

  private static ResponseEntity<Activity> created(Activity activity) {
    return ResponseEntity.created(
            URI.create("/api/v1/centres/%s/activities".formatted(activity.centre())))
        .body(activity);
  }
}
