package org.retzef.basket.serviceplan;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What happens to plans of services: figures and goals, and none of their words. */
sealed interface ServicePlanEvent extends Event {

  UUID servicePlanId();

  @Override
  default String topic() {
    return "retzef.basket.events";
  }

  @Override
  default String aggregateType() {
    return "service-plan";
  }

  @Override
  default String aggregateId() {
    return servicePlanId().toString();
  }

  /**
   * @param version counts the approvals of this plan
   */
  record Approved(
      UUID servicePlanId,
      UnitPath unit,
      int year,
      int version,
      LocalDate approvedOn,
      Money communityBudget,
      List<Service> services)
      implements ServicePlanEvent {

    record Service(List<Goal> goals, boolean selfDeveloped, Money cost, int participants) {}

    /** Of a plan that was found ready, and so has a budget and a cost for each service. */
    static Approved of(WholePlan whole, int edition, LocalDate approvedOn) {
      ServicePlan plan = whole.plan();
      return new Approved(
          plan.id(),
          plan.unit(),
          plan.year(),
          edition,
          approvedOn,
          Objects.requireNonNull(plan.cap().communityBudget()),
          whole.items().stream().map(Approved::service).toList());
    }

    private static Service service(PlanItem item) {
      return new Service(
          item.goals(),
          item.selfDeveloped(),
          Objects.requireNonNull(item.cost()),
          item.participants());
    }

    @Override
    public String type() {
      return "org.retzef.service-plan.approved.v1";
    }
  }
}
