package org.retzef.family.plan;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.retzef.family.conflictofinterest.ConflictsOfInterest;
import org.retzef.family.protection.FamilyKeys;
import org.retzef.family.registration.Families;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Submits a plan, and approves or returns it. Runs inside the caller's command. */
@Service
class PlanApproval {

  private final Families families;
  private final Plans plans;
  private final ConflictsOfInterest conflicts;
  private final FamilyKeys keys;
  private final Outbox outbox;
  private final Clock clock;

  PlanApproval(
      Families families,
      Plans plans,
      ConflictsOfInterest conflicts,
      FamilyKeys keys,
      Outbox outbox,
      Clock clock) {
    this.families = families;
    this.plans = plans;
    this.conflicts = conflicts;
    this.keys = keys;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<PlanState> submit(Caller caller, UUID familyId, UUID id, ExpectedVersion expected) {
    return families
        .changeableUnitOf(caller, familyId)
        .then(Mono.defer(() -> plans.lock(familyId, id)))
        .map(
            plan -> {
              expected.orRefuse(plan.version(), plan);
              if (!plan.isWritable()) {
                throw new PlanNotWritable();
              }
              if (plan.goals().isEmpty()) {
                throw new PlanWithoutGoals();
              }
              return plan.submittedBy(caller.subject());
            })
        .delayUntil(plan -> plans.update(plan, null))
        .map(plan -> plan.state(null));
  }

  Mono<PlanState> decide(
      Caller caller, UUID familyId, UUID id, ExpectedVersion expected, ApprovalRequest request) {
    boolean approved = request.decision() == ApprovalRequest.Decision.APPROVE;
    if (!approved && request.note() == null) {
      throw new InvalidInput(Fault.of("note", "required"));
    }
    return families
        .changeableUnitOf(caller, familyId)
        .zipWhen(unit -> plans.lock(familyId, id))
        .delayUntil(found -> conflicts.requireNoneOf(caller, familyId))
        .flatMap(
            found ->
                save(
                    decided(caller, found.getT2(), expected, request, approved),
                    found.getT1(),
                    approved));
  }

  private Plan decided(
      Caller caller,
      Plan plan,
      ExpectedVersion expected,
      ApprovalRequest request,
      boolean approved) {
    expected.orRefuse(plan.version(), plan);
    if (plan.status() != Plan.Status.SUBMITTED) {
      throw new PlanNotSubmitted();
    }
    if (plan.authors().contains(caller.subject())) {
      throw new OwnPlan();
    }
    return plan.decided(
        approved, caller.subject(), clock.instant().truncatedTo(ChronoUnit.MICROS), request.note());
  }

  private Mono<PlanState> save(Plan plan, UnitPath unit, boolean approved) {
    return keys.of(plan.familyId())
        .flatMap(key -> plans.update(plan, key))
        .then(
            approved
                ? Mono.defer(() -> outbox.append(PlanEvent.Approved.of(plan, unit)))
                : Mono.empty())
        .thenReturn(plan.state(null));
  }
}
