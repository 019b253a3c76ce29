package org.retzef.rights.takeup;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.rights.protection.FamilyKey;
import org.retzef.rights.protection.FamilyKeys;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Adds steps to a case and completes them. Runs inside the caller's command. */
@Service
class TakeUpSteps {

  private final TakeUpCases cases;
  private final TakeUp takeUp;
  private final Steps steps;
  private final FamilyKeys keys;
  private final Clock clock;

  TakeUpSteps(TakeUpCases cases, TakeUp takeUp, Steps steps, FamilyKeys keys, Clock clock) {
    this.cases = cases;
    this.takeUp = takeUp;
    this.steps = steps;
    this.keys = keys;
    this.clock = clock;
  }

  Mono<Integer> add(Caller caller, UUID caseId, AddStepRequest request) {
    requireWhole(request);
    return cases
        .lock(caller, caseId)
        .doOnNext(TakeUpSteps::requireOpen)
        .flatMap(found -> add(caller, found, stepOf(request)));
  }

  private Mono<Integer> add(Caller caller, TakeUpCase found, Step step) {
    return keys.of(found.familyId())
        .flatMap(key -> steps.add(found, step, key, caller.subject(), clock.instant()))
        .delayUntil(_ -> takeUp.begin(caller, found, step.on()));
  }

  /** A claim that the law lets one appeal against leaves an appeal to be made in time. */
  Mono<Void> complete(Caller caller, UUID caseId, int number, CompleteStepRequest request) {
    return cases
        .lock(caller, caseId)
        .doOnNext(TakeUpSteps::requireOpen)
        .flatMap(
            found ->
                keys.of(found.familyId())
                    .flatMap(key -> complete(caller, found, key, number, request)));
  }

  private Mono<Void> complete(
      Caller caller, TakeUpCase found, FamilyKey key, int number, CompleteStepRequest request) {
    return steps
        .of(found, key)
        .map(all -> openStep(all, number, request))
        .flatMap(
            step ->
                steps
                    .complete(found.id(), number, request.on(), request.decision())
                    .then(appealAfter(caller, found, key, step, request)));
  }

  private static Step openStep(List<Step> all, int number, CompleteStepRequest request) {
    Step step =
        all.stream()
            .filter(found -> found.number() == number)
            .findFirst()
            .orElseThrow(StepNotFound::new);
    if (!step.isOpen()) {
      throw new StepDone();
    }
    List<Fault> faults = new ArrayList<>();
    if (isDecided(step.kind()) != (request.decision() != null)) {
      faults.add(Fault.of("decision", isDecided(step.kind()) ? "required" : "value-unknown"));
    }
    if (request.on().isBefore(step.on())) {
      faults.add(Fault.of("on", "date-before-start"));
    }
    InvalidInput.ifAny(faults);
    return step;
  }

  private Mono<Void> appealAfter(
      Caller caller, TakeUpCase found, FamilyKey key, Step claim, CompleteStepRequest request) {
    StatutoryDeadline deadline = StatutoryDeadline.of(Step.Kind.APPEAL, claim.authority());
    boolean lost = request.decision() == Step.Decision.REFUSED && claim.kind() == Step.Kind.CLAIM;
    if (!lost || deadline == null) {
      return Mono.empty();
    }
    Step appeal = begun(Step.Kind.APPEAL, request.on(), deadline, claim.authority());
    return steps.add(found, appeal, key, caller.subject(), clock.instant()).then();
  }

  private static Step stepOf(AddStepRequest request) {
    LocalDate doneOn = request.kind() == Step.Kind.CONTACT ? request.on() : null;
    StatutoryDeadline deadline =
        request.dueOn() == null ? StatutoryDeadline.of(request.kind(), request.authority()) : null;
    return new Step(
        0,
        request.kind(),
        request.on(),
        deadline == null ? request.dueOn() : deadline.after(request.on()),
        deadline == null ? null : deadline.basis(),
        doneOn,
        request.authority(),
        null,
        request.channel(),
        Boolean.TRUE.equals(request.accompanied()),
        request.note());
  }

  private static Step begun(
      Step.Kind kind, LocalDate on, StatutoryDeadline deadline, Step.@Nullable Authority by) {
    return new Step(
        0, kind, on, deadline.after(on), deadline.basis(), null, by, null, null, false, null);
  }

  private static boolean isDecided(Step.Kind kind) {
    return kind == Step.Kind.CLAIM || kind == Step.Kind.APPEAL;
  }

  private static void requireWhole(AddStepRequest request) {
    List<Fault> faults = new ArrayList<>();
    if (isDecided(request.kind()) && request.authority() == null) {
      faults.add(Fault.of("authority", "required"));
    }
    if (request.kind() == Step.Kind.CONTACT && request.channel() == null) {
      faults.add(Fault.of("channel", "required"));
    }
    if (request.dueOn() != null && request.dueOn().isBefore(request.on())) {
      faults.add(Fault.of("dueOn", "date-before-start"));
    }
    InvalidInput.ifAny(faults);
  }

  private static void requireOpen(TakeUpCase found) {
    if (found.state().isClosed()) {
      throw new CaseClosed();
    }
  }
}
