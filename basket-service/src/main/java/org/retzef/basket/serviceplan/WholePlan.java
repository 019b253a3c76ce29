package org.retzef.basket.serviceplan;

import java.util.List;
import java.util.UUID;
import org.retzef.basket.money.Money;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.problem.Fault;

/**
 * A plan with all that is in it, as it is at one moment.
 *
 * @param stations all six, in their order
 * @param items of the mix, the oldest first
 */
record WholePlan(ServicePlan plan, List<Station> stations, List<PlanItem> items) {

  static final int MOST_ITEMS = 200;

  /** What the services of the mix cost that are costed, without the reserve. */
  Money cost() {
    return items.stream().map(PlanItem::costOrZero).reduce(Money.ZERO, Money::plus);
  }

  /** Fails with {@link StationNotFound}. */
  Station station(int number) {
    if (number < 1 || number > stations.size()) {
      throw new StationNotFound();
    }
    return stations.get(number - 1);
  }

  /** Fails with {@link PlanItemNotFound}. */
  PlanItem item(UUID id) {
    return items.stream()
        .filter(item -> item.id().equals(id))
        .findFirst()
        .orElseThrow(PlanItemNotFound::new);
  }

  /** What stands in the way of its submission; empty if nothing does. */
  List<Fault> hindrances() {
    return Readiness.hindrances(this);
  }

  void requireVersion(ExpectedVersion expected) {
    expected.orRefuse(plan.version(), ServicePlanView.of(this));
  }

  /** Fails with {@link PlanNotInDraft}: what is being decided, or was decided, stands. */
  void requireDraft() {
    if (plan.status() != PlanStatus.DRAFT) {
      throw new PlanNotInDraft();
    }
  }

  /** Fails with {@link PlanNotReady}. */
  void requireReady() {
    List<Fault> hindrances = hindrances();
    if (!hindrances.isEmpty()) {
      throw new PlanNotReady(hindrances);
    }
  }
}
