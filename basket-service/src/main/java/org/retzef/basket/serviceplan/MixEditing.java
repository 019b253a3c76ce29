package org.retzef.basket.serviceplan;

import java.util.UUID;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Builds the mix: services of the authority's own, and such as others have developed. What it has
 * developed itself stays within the cap. Runs inside the caller's command.
 */
@Service
class MixEditing {

  private final ServicePlans plans;
  private final PlanItems items;
  private final PlanChanges changes;

  MixEditing(ServicePlans plans, PlanItems items, PlanChanges changes) {
    this.plans = plans;
    this.items = items;
    this.changes = changes;
  }

  /** The plan, and which of its services is the new one. */
  record Added(WholePlan whole, UUID itemId) {

    PlanItem item() {
      return whole.item(itemId);
    }
  }

  Mono<Added> add(Caller caller, UUID planId, SaveItemRequest request) {
    return plans
        .lock(caller, planId)
        .doOnNext(WholePlan::requireDraft)
        .doOnNext(MixEditing::requirePlace)
        .doOnNext(whole -> request.requireOrderOfLogicModel())
        .doOnNext(whole -> requireRoom(whole, Money.ZERO, request))
        .flatMap(whole -> added(caller, planId, request.added(), "ADD", request));
  }

  /** Fails where no approved plan has that service. */
  Mono<Added> takeOver(Caller caller, UUID planId, TakeOverRequest request) {
    return plans
        .lock(caller, planId)
        .doOnNext(WholePlan::requireDraft)
        .doOnNext(MixEditing::requirePlace)
        .flatMap(
            whole ->
                items
                    .innovation(request.innovationId())
                    .switchIfEmpty(Mono.error(MixEditing::unknownInnovation))
                    .map(found -> found.takenOver(whole.plan().unit())))
        .flatMap(item -> added(caller, planId, item, "TAKE_OVER", request));
  }

  Mono<WholePlan> change(
      Caller caller, UUID planId, UUID id, ExpectedVersion expected, SaveItemRequest request) {
    return plans
        .lock(caller, planId)
        .doOnNext(whole -> requireEditable(whole, id, expected))
        .doOnNext(whole -> request.requireOrderOfLogicModel())
        .doOnNext(whole -> requireRoom(whole, whole.item(id).selfDevelopedCost(), request))
        .flatMap(whole -> items.update(request.inPlaceOf(whole.item(id))))
        .then(Mono.defer(() -> kept(caller, planId, "CHANGE", new Changed(id, request))));
  }

  Mono<WholePlan> remove(Caller caller, UUID planId, UUID id, ExpectedVersion expected) {
    return plans
        .lock(caller, planId)
        .doOnNext(whole -> requireEditable(whole, id, expected))
        .flatMap(whole -> items.delete(id))
        .then(Mono.defer(() -> kept(caller, planId, "REMOVE", id)));
  }

  private record Changed(UUID id, SaveItemRequest to) {}

  private static void requireEditable(WholePlan whole, UUID id, ExpectedVersion expected) {
    PlanItem item = whole.item(id);
    expected.orRefuse(item.version(), item);
    whole.requireDraft();
  }

  private static void requirePlace(WholePlan whole) {
    if (whole.items().size() >= WholePlan.MOST_ITEMS) {
      throw new MixFull();
    }
  }

  private static void requireRoom(WholePlan whole, Money without, SaveItemRequest request) {
    whole.plan().cap().requireRoom(without, request.selfDevelopedCost());
  }

  private static InvalidInput unknownInnovation() {
    return new InvalidInput(Fault.of("innovationId", "innovation-unknown"));
  }

  private Mono<Added> added(
      Caller caller, UUID planId, PlanItem item, String what, Object request) {
    return items
        .insert(planId, item)
        .then(Mono.defer(() -> kept(caller, planId, what, request)))
        .map(whole -> new Added(whole, item.id()));
  }

  private Mono<WholePlan> kept(Caller caller, UUID planId, String what, Object detail) {
    return changes
        .keep(caller, planId, what, detail)
        .then(Mono.defer(() -> plans.find(caller, planId)));
  }
}
