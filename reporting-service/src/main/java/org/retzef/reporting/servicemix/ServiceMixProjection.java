package org.retzef.reporting.servicemix;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.retzef.reporting.fold.Change;
import org.retzef.reporting.fold.Fact;
import org.retzef.reporting.fold.Projection;
import org.retzef.reporting.fold.Reading;
import org.springframework.stereotype.Component;

/**
 * An authority's mix counts through its year. A newer version takes the older one's place, in what
 * it has no more, too.
 */
@Component
class ServiceMixProjection implements Projection {

  /** What services are for [S2]. */
  enum Goal {
    BELONGING,
    PREVENTING_RISK,
    PRESERVING_FUNCTION,
    PUSHING_BACK_DEPENDENCY
  }

  record Service(List<Goal> goals, boolean selfDeveloped, BigDecimal cost, long participants) {}

  record Approved(
      UUID servicePlanId,
      String unit,
      int year,
      BigDecimal communityBudget,
      List<Service> services) {}

  @Override
  public void read(Reading reading) {
    reading.on("service-plan.approved", Approved.class, told -> approved(told.data()));
  }

  private static List<Change> approved(Approved plan) {
    List<Change> changes = new ArrayList<>();
    changes.add(put(plan, fact("service_mixes", plan)));
    changes.add(
        put(plan, fact("money_for_community", plan).weighing(agorot(plan.communityBudget()))));
    for (Goal goal : Goal.values()) {
      changes.add(withGoal(plan, goal));
    }
    changes.add(developed(plan, true, "BY_AUTHORITY"));
    changes.add(developed(plan, false, "BY_OTHERS"));
    return changes;
  }

  /** A service with two goals counts for both. */
  private static Change withGoal(Approved plan, Goal goal) {
    List<Service> services = those(plan, service -> service.goals().contains(goal));
    Fact fact =
        fact("services_in_mixes", plan)
            .from(plan.servicePlanId() + " " + goal)
            .with("goal", goal.name())
            .weighing(services.size());
    return put(plan, fact);
  }

  private static Change developed(Approved plan, boolean own, String by) {
    long cost =
        those(plan, service -> service.selfDeveloped() == own).stream()
            .mapToLong(service -> agorot(service.cost()))
            .sum();
    Fact fact =
        fact("money_in_mixes", plan)
            .from(plan.servicePlanId() + " " + by)
            .with("developed", by)
            .weighing(cost);
    return put(plan, fact);
  }

  private static List<Service> those(Approved plan, Predicate<Service> which) {
    return plan.services().stream().filter(which).toList();
  }

  private static Fact fact(String measure, Approved plan) {
    return Fact.of(measure, plan.servicePlanId(), plan.unit());
  }

  private static Change put(Approved plan, Fact fact) {
    return new Change.Put(fact, LocalDate.of(plan.year(), 1, 1), LocalDate.of(plan.year(), 12, 31));
  }

  private static long agorot(BigDecimal shekels) {
    return shekels.movePointRight(2).longValueExact();
  }
}
