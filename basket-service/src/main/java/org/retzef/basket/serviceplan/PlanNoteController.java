package org.retzef.basket.serviceplan;

import java.net.URI;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
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

/** What is said of a plan: comments, what was learned, and who changed it. */
@RestController
@RequestMapping("/api/v1/service-plans/{planId}")
class PlanNoteController {

  private final PlanCommenting commenting;
  private final ServicePlans plans;
  private final PlanNotes notes;
  private final PlanChanges changes;
  private final Idempotency idempotency;

  PlanNoteController(
      PlanCommenting commenting,
      ServicePlans plans,
      PlanNotes notes,
      PlanChanges changes,
      Idempotency idempotency) {
    this.commenting = commenting;
    this.plans = plans;
    this.notes = notes;
    this.changes = changes;
    this.idempotency = idempotency;
  }

  /** Comments on a plan: so does the ministry, which does not edit it. */
  @PostMapping("/comments")
  Mono<ResponseEntity<WrittenNote>> comment(
      Caller caller,
      @PathVariable UUID planId,
      OptionalIdempotencyKey key,
      @RequestBody CommentRequest request) {
    return idempotency.once(
        key,
        request,
        WrittenNote.class,
        () -> write(caller, planId, null, request.text(), "/comments"));
  }

  @GetMapping("/comments")
  Mono<ResponseEntity<Page<PlanNote>>> comments(
      Caller caller, @PathVariable UUID planId, PageRequest page) {
    return seen(caller, planId, () -> notes.of(planId, false, page)).map(page::answer);
  }

  /** Notes what a phase of the loop of learning has shown. */
  @PostMapping("/learning")
  Mono<ResponseEntity<WrittenNote>> learn(
      Caller caller,
      @PathVariable UUID planId,
      OptionalIdempotencyKey key,
      @RequestBody LearningRequest request) {
    return idempotency.once(
        key,
        request,
        WrittenNote.class,
        () -> write(caller, planId, request.phase(), request.text(), "/learning"));
  }

  @GetMapping("/learning")
  Mono<ResponseEntity<Page<PlanNote>>> learning(
      Caller caller, @PathVariable UUID planId, PageRequest page) {
    return seen(caller, planId, () -> notes.of(planId, true, page)).map(page::answer);
  }

  /** Who changed the plan, when and how; the oldest first. */
  @GetMapping("/history")
  Mono<ResponseEntity<Page<PlanChange>>> history(
      Caller caller, @PathVariable UUID planId, PageRequest page) {
    return seen(caller, planId, () -> changes.of(planId, page)).map(page::answer);
  }

  private <T> Mono<T> seen(Caller caller, UUID planId, Supplier<Mono<T>> what) {
    return plans.find(caller, planId).then(Mono.defer(what));
  }

  private Mono<ResponseEntity<WrittenNote>> write(
      Caller caller, UUID planId, PlanNote.@Nullable Phase phase, String text, String list) {
    URI location = URI.create("/api/v1/service-plans/" + planId + list);
    return seen(caller, planId, () -> commenting.write(caller, planId, phase, text))
        .map(note -> ResponseEntity.created(location).body(WrittenNote.of(note)));
  }
}
