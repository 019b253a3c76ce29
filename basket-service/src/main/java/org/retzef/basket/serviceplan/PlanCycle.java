package org.retzef.basket.serviceplan;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Takes a plan through its year: submitted by one person of the authority, approved by another,
 * begun, supervised, closed with what it taught; or planned anew. Runs inside the caller's command.
 */
@Service
class PlanCycle {

  private final ServicePlans plans;
  private final PlanCommenting commenting;
  private final PlanChanges changes;
  private final Outbox outbox;
  private final Clock clock;

  PlanCycle(
      ServicePlans plans,
      PlanCommenting commenting,
      PlanChanges changes,
      Outbox outbox,
      Clock clock) {
    this.plans = plans;
    this.commenting = commenting;
    this.changes = changes;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<WholePlan> submit(Caller caller, UUID id, ExpectedVersion expected) {
    return locked(caller, id, expected, PlanStep.SUBMIT)
        .doOnNext(WholePlan::requireReady)
        .flatMap(whole -> plans.submit(id, caller.subject()))
        .then(Mono.defer(() -> moved(caller, id, PlanStep.SUBMIT)));
  }

  /** A note to a return stands among the comments. */
  Mono<WholePlan> decide(
      Caller caller, UUID id, ExpectedVersion expected, DecidePlanRequest request) {
    request.requireNoteWithReturn();
    PlanStep step = request.decision().step();
    return locked(caller, id, expected, step)
        .flatMap(whole -> step == PlanStep.APPROVE ? approve(caller, whole) : Mono.empty())
        .then(Mono.defer(() -> comment(caller, id, request)))
        .then(Mono.defer(() -> moved(caller, id, step)));
  }

  private Mono<Void> approve(Caller caller, WholePlan whole) {
    if (caller.subject().equals(whole.plan().submittedBy())) {
      throw new OwnServicePlan();
    }
    whole.requireReady(); // its budget may have been cut since it was submitted
    LocalDate today = LocalDate.now(clock);
    int edition = whole.plan().edition() + 1;
    return plans
        .approve(whole.plan().id(), caller.subject(), today)
        .then(outbox.append(ServicePlanEvent.Approved.of(whole, edition, today)));
  }

  private Mono<Void> comment(Caller caller, UUID id, DecidePlanRequest request) {
    String note = request.note();
    return note == null ? Mono.empty() : commenting.write(caller, id, null, note).then();
  }

  Mono<WholePlan> move(Caller caller, UUID id, ExpectedVersion expected, PlanStep step) {
    return locked(caller, id, expected, step)
        .filterWhen(whole -> step == PlanStep.CLOSE ? commenting.hasTaught(id) : Mono.just(true))
        .switchIfEmpty(Mono.error(NothingLearned::new))
        .then(Mono.defer(() -> moved(caller, id, step)));
  }

  private Mono<WholePlan> locked(Caller caller, UUID id, ExpectedVersion expected, PlanStep step) {
    return plans
        .lock(caller, id)
        .doOnNext(whole -> whole.requireVersion(expected))
        .doOnNext(whole -> step.requireFrom(whole.plan().status()));
  }

  private Mono<WholePlan> moved(Caller caller, UUID id, PlanStep step) {
    return plans
        .move(id, step.to())
        .then(changes.keep(caller, id, step.name(), step.to()))
        .then(Mono.defer(() -> plans.find(caller, id)));
  }
}
