package org.retzef.training.steering;

import java.net.URI;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
class SteeringController {

  private final SteeringMeetings meetings;
  private final SteeringTasks tasks;
  private final SteeringApprovals approvals;
  private final Idempotency idempotency;
  private final Commands commands;

  SteeringController(
      SteeringMeetings meetings,
      SteeringTasks tasks,
      SteeringApprovals approvals,
      Idempotency idempotency,
      Commands commands) {
    this.meetings = meetings;
    this.tasks = tasks;
    this.approvals = approvals;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Keeps the minutes of a meeting. */
  @PostMapping("/steering-meetings")
  Mono<ResponseEntity<SteeringMeeting>> keep(
      Caller caller, OptionalIdempotencyKey key, @RequestBody MeetingRequest minutes) {
    return idempotency.once(
        key,
        minutes,
        SteeringMeeting.class,
        () ->
            meetings
                .keep(caller, minutes)
                .map(
                    kept ->
                        ResponseEntity.created(URI.create("/api/v1/steering-meetings/" + kept.id()))
                            .body(kept)));
  }

  /** Meetings of the caller's unit, those below and those above. */
  @GetMapping("/steering-meetings")
  Mono<ResponseEntity<Page<SteeringMeeting>>> list(Caller caller, PageRequest page) {
    return meetings.of(caller, page).map(page::answer);
  }

  /** How each body attended the meetings of a period. */
  @GetMapping("/steering-meetings/attendance")
  Mono<Page<BodyAttendance>> attendance(
      Caller caller, @RequestParam LocalDate from, @RequestParam LocalDate until) {
    return meetings.attendance(caller, from, until).map(Page::whole);
  }

  @GetMapping("/steering-meetings/{id}")
  Mono<SteeringMeeting> get(Caller caller, @PathVariable UUID id) {
    return meetings.find(caller, id);
  }

  /**
   * Tasks that are not done, with the decision that they follow from, their owner and their day.
   *
   * @param overdue only those whose day is over
   */
  @GetMapping("/steering-tasks")
  Mono<Page<SteeringTask>> open(
      Caller caller, @RequestParam(defaultValue = "false") boolean overdue) {
    return tasks.open(caller, overdue).map(Page::whole);
  }

  /** Records that a task was done. */
  @PutMapping("/steering-tasks/{id}/completion")
  Mono<ResponseEntity<SteeringTask>> finish(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody TaskDoneRequest request) {
    return commands
        .run(() -> tasks.finish(caller, id, expected, request.doneOn()))
        .map(task -> ResponseEntity.ok().eTag(ExpectedVersion.eTag(task.version())).body(task));
  }

  /**
   * Records that the head of a body approved a decision. A decision counts as approved once all of
   * those have who had to.
   */
  @PutMapping("/steering-approvals/{id}")
  Mono<ResponseEntity<SteeringApproval>> approve(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody ApprovalRequest request) {
    return commands
        .run(() -> approvals.give(caller, id, expected, request.approvedOn()))
        .map(given -> ResponseEntity.ok().eTag(ExpectedVersion.eTag(given.version())).body(given));
  }
}
