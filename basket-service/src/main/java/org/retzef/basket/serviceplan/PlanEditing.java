package org.retzef.basket.serviceplan;

import static java.util.Objects.requireNonNullElse;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Begins a plan, goes through its stations and says what money there is. Runs inside the caller's
 * command.
 */
@Service
class PlanEditing {

  private final ServicePlans plans;
  private final Stations stations;
  private final PlanChanges changes;
  private final Clock clock;

  PlanEditing(ServicePlans plans, Stations stations, PlanChanges changes, Clock clock) {
    this.plans = plans;
    this.stations = stations;
    this.changes = changes;
    this.clock = clock;
  }

  Mono<WholePlan> create(Caller caller, CreatePlanRequest request) {
    UUID id = Ids.next();
    return plans
        .isOpen(request.unit(), LocalDate.now(clock))
        .doOnNext(open -> requireAuthority(open && caller.sees(request.unit()), request))
        .then(Mono.defer(() -> plans.insert(id, request.unit(), request.year())))
        .then(Mono.defer(() -> kept(caller, id, "CREATE", request)));
  }

  private static void requireAuthority(boolean isSeen, CreatePlanRequest request) {
    if (!isSeen) {
      throw new InvalidInput(Fault.of("unit", "unit-unknown"));
    }
    if (!request.isForAnAuthority()) {
      throw new InvalidInput(Fault.of("unit", "unit-not-authority"));
    }
  }

  Mono<WholePlan> change(
      Caller caller, UUID id, ExpectedVersion expected, ChangePlanRequest request) {
    return plans
        .lock(caller, id)
        .doOnNext(whole -> whole.requireVersion(expected))
        .doOnNext(WholePlan::requireDraft)
        .map(WholePlan::plan)
        .flatMap(
            plan ->
                plans.plan(
                    id,
                    requireNonNullElse(request.reserve(), plan.reserve()),
                    plan.grounds().with(request)))
        .then(Mono.defer(() -> kept(caller, id, "PLAN", request)));
  }

  /** At any time: a plan that was legal may be above its cap from then on, and says so. */
  Mono<WholePlan> fund(
      Caller caller, UUID id, ExpectedVersion expected, CommunityBudgetRequest request) {
    return plans
        .lock(caller, id)
        .doOnNext(whole -> whole.requireVersion(expected))
        .flatMap(whole -> plans.fund(id, request.amount()))
        .then(Mono.defer(() -> kept(caller, id, "FUND", request)));
  }

  /**
   * @param requireSeen refuses where the caller saw another version of the station
   */
  Mono<WholePlan> fill(
      Caller caller,
      UUID id,
      int number,
      Consumer<Station> requireSeen,
      SaveStationRequest request) {
    return plans
        .lock(caller, id)
        .doOnNext(whole -> requireSeen.accept(whole.station(number)))
        .doOnNext(whole -> requireItsTime(whole, number))
        .doOnNext(whole -> request.requireFitting(number))
        .flatMap(whole -> stations.save(id, request.inPlaceOf(whole.station(number))))
        .then(Mono.defer(() -> kept(caller, id, "STATION", List.of(number, request))));
  }

  /** After those before it; and the last one after the approval. */
  private static void requireItsTime(WholePlan whole, int number) {
    if (number < Station.IMPLEMENTATION) {
      whole.requireDraft();
      whole.stations().stream()
          .limit(number - 1L)
          .filter(Station::isOpen)
          .findFirst()
          .ifPresent(
              before -> {
                throw new StationBeforeOpen(before.number());
              });
    } else if (!whole.plan().status().isCarriedOut()) {
      throw new PlanNotApproved();
    }
  }

  private Mono<WholePlan> kept(Caller caller, UUID id, String what, Object detail) {
    return changes.keep(caller, id, what, detail).then(Mono.defer(() -> plans.find(caller, id)));
  }
}
