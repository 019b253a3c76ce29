package org.retzef.family.plan;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.retzef.family.protection.FamilyKeys;
import org.retzef.family.registration.Families;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Writes a plan until it is submitted, and begins its next version. Runs inside a command. */
@Service
class InterventionPlanning {

  private final Families families;
  private final Plans plans;
  private final FamilyKeys keys;
  private final Clock clock;

  InterventionPlanning(Families families, Plans plans, FamilyKeys keys, Clock clock) {
    this.families = families;
    this.plans = plans;
    this.keys = keys;
    this.clock = clock;
  }

  Mono<PlanState> draft(Caller caller, UUID familyId, DraftPlanRequest request) {
    List<Fault> faults = new ArrayList<>();
    checkDay(request.reviewOn(), "reviewOn", faults);
    for (int i = 0; i < request.goals().size(); i++) {
      checkDay(request.goals().get(i).dueOn(), "goals[" + i + "].dueOn", faults);
    }
    InvalidInput.ifAny(faults);
    Plan plan = newPlan(caller, familyId, request);
    return families
        .changeableUnitOf(caller, familyId)
        .then(keys.of(familyId))
        .flatMap(key -> plans.insert(plan, key))
        .thenReturn(plan.state(null));
  }

  Mono<PlanState> moveReview(
      Caller caller, UUID familyId, UUID id, ExpectedVersion expected, ReviewDayRequest request) {
    requireDay(request.reviewOn(), "reviewOn");
    return writable(caller, familyId, id, expected)
        .map(plan -> plan.writtenBy(caller.subject(), request.reviewOn()))
        .delayUntil(plan -> plans.update(plan, null))
        .map(plan -> plan.state(null));
  }

  Mono<PlanState> addGoal(
      Caller caller, UUID familyId, UUID id, ExpectedVersion expected, GoalRequest request) {
    Goal goal = Goal.of(Ids.next(), request, Goal.Progress.OPEN);
    return write(caller, familyId, id, expected, goal, false);
  }

  Mono<PlanState> changeGoal(
      Caller caller,
      UUID familyId,
      UUID id,
      UUID goalId,
      ExpectedVersion expected,
      GoalRequest request) {
    Goal goal = Goal.of(goalId, request, Goal.Progress.OPEN);
    return write(caller, familyId, id, expected, goal, true);
  }

  private Mono<PlanState> write(
      Caller caller,
      UUID familyId,
      UUID id,
      ExpectedVersion expected,
      Goal goal,
      boolean replaces) {
    requireDay(goal.dueOn(), "dueOn");
    return writable(caller, familyId, id, expected)
        .doOnNext(
            plan -> {
              if (replaces) {
                requireGoal(plan, goal.id());
              } else if (plan.isFull()) {
                throw new InvalidInput(Fault.of("goals", "size-invalid"));
              }
            })
        .map(plan -> plan.writtenBy(caller.subject(), plan.reviewOn()))
        .delayUntil(plan -> replaces ? plans.deleteGoal(plan, goal.id()) : Mono.empty())
        .delayUntil(
            plan -> keys.of(familyId).flatMap(key -> plans.insertGoals(plan, List.of(goal), key)))
        .delayUntil(plan -> plans.update(plan, null))
        .map(plan -> plan.state(goal.id()));
  }

  Mono<PlanState> dropGoal(
      Caller caller, UUID familyId, UUID id, UUID goalId, ExpectedVersion expected) {
    return writable(caller, familyId, id, expected)
        .doOnNext(plan -> requireGoal(plan, goalId))
        .map(plan -> plan.writtenBy(caller.subject(), plan.reviewOn()))
        .delayUntil(plan -> plans.deleteGoal(plan, goalId))
        .delayUntil(plan -> plans.update(plan, null))
        .map(plan -> plan.state(null));
  }

  /** The next version of an approved plan: a draft with the same goals. */
  Mono<PlanState> revise(Caller caller, UUID familyId, UUID id, ExpectedVersion expected) {
    return families
        .changeableUnitOf(caller, familyId)
        .then(Mono.defer(() -> plans.lock(familyId, id)))
        .map(
            plan -> {
              expected.orRefuse(plan.version(), plan);
              if (plan.status() != Plan.Status.APPROVED) {
                throw new PlanNotApproved();
              }
              return plan.revisedBy(caller.subject());
            })
        .delayUntil(plans::insertVersion)
        .delayUntil(
            plan -> keys.of(familyId).flatMap(key -> plans.insertGoals(plan, plan.goals(), key)))
        .delayUntil(plans::touch)
        .map(plan -> plan.state(null));
  }

  /** How far a goal is says nothing new about the plan: it is told of one that is in force. */
  Mono<PlanState> tellProgress(
      Caller caller,
      UUID familyId,
      UUID id,
      UUID goalId,
      ExpectedVersion expected,
      ProgressRequest request) {
    return families
        .changeableUnitOf(caller, familyId)
        .then(Mono.defer(() -> plans.lock(familyId, id)))
        .doOnNext(plan -> expected.orRefuse(plan.version(), plan))
        .delayUntil(plan -> inForce(plan).doOnNext(approved -> requireGoal(approved, goalId)))
        .map(Plan::later)
        .delayUntil(plan -> plans.recordProgress(goalId, request.progress(), caller.subject()))
        .delayUntil(plans::touch)
        .map(plan -> plan.state(goalId));
  }

  /** What the family works by while a next version is written. */
  private Mono<Plan> inForce(Plan latest) {
    Integer approved = latest.approvedVersion();
    if (approved == null) {
      return Mono.error(new PlanNotApproved());
    }
    return approved == latest.planVersion()
        ? Mono.just(latest)
        : plans.find(latest.familyId(), latest.id(), approved);
  }

  private Mono<Plan> writable(Caller caller, UUID familyId, UUID id, ExpectedVersion expected) {
    return families
        .changeableUnitOf(caller, familyId)
        .then(Mono.defer(() -> plans.lock(familyId, id)))
        .doOnNext(
            plan -> {
              expected.orRefuse(plan.version(), plan);
              if (!plan.isWritable()) {
                throw new PlanNotWritable();
              }
            });
  }

  private static void requireGoal(Plan plan, UUID goalId) {
    if (plan.goals().stream().noneMatch(goal -> goal.id().equals(goalId))) {
      throw new GoalNotFound();
    }
  }

  private void requireDay(LocalDate day, String field) {
    List<Fault> faults = new ArrayList<>();
    checkDay(day, field, faults);
    InvalidInput.ifAny(faults);
  }

  /** A plan is for what is to come, and for no longer than a programme lasts. */
  private void checkDay(LocalDate day, String field, List<Fault> faults) {
    LocalDate today = LocalDate.now(clock);
    if (day.isBefore(today) || day.isAfter(today.plusYears(5))) {
      faults.add(Fault.of(field, "date-out-of-range"));
    }
  }

  private static Plan newPlan(Caller caller, UUID familyId, DraftPlanRequest request) {
    return new Plan(
        Ids.next(),
        familyId,
        1,
        Plan.Status.DRAFT,
        null,
        Set.of(caller.subject()),
        request.reviewOn(),
        null,
        null,
        null,
        request.goals().stream()
            .map(goal -> Goal.of(Ids.next(), goal, Goal.Progress.OPEN))
            .toList(),
        1);
  }
}
