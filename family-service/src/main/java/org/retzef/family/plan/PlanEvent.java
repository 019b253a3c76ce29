package org.retzef.family.plan;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What is told of plans: numbers of goals, never their words. */
sealed interface PlanEvent extends Event {

  UUID familyId();

  @Override
  default String topic() {
    return "retzef.family.events";
  }

  @Override
  default String aggregateType() {
    return "family";
  }

  @Override
  default String aggregateId() {
    return familyId().toString();
  }

  record Approved(
      UUID familyId,
      UUID planId,
      int planVersion,
      UnitPath unit,
      LocalDate reviewOn,
      int goals,
      Map<PlanDomain, Integer> goalsByDomain,
      Map<Aspect, Integer> goalsByAspect)
      implements PlanEvent {

    static Approved of(Plan plan, UnitPath unit) {
      return new Approved(
          plan.familyId(),
          plan.id(),
          plan.planVersion(),
          unit,
          plan.reviewOn(),
          plan.goals().size(),
          count(plan, Goal::domain),
          count(plan, Goal::aspect));
    }

    private static <K> Map<K, Integer> count(Plan plan, Function<Goal, K> by) {
      return plan.goals().stream()
          .collect(Collectors.groupingBy(by, TreeMap::new, Collectors.summingInt(_ -> 1)));
    }

    @Override
    public String type() {
      return "org.retzef.plan.approved.v1";
    }
  }
}
