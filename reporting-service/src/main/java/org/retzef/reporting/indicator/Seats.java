package org.retzef.reporting.indicator;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.enrolment.SeatPlan;
import org.retzef.reporting.enrolment.SeatPlans.InForce;
import org.retzef.reporting.figure.Breakdown;

/** The plans in force, as the denominators of a breakdown. A unit's plan is its own, not a sum. */
record Seats(List<InForce> plans, String unit, Breakdown breakdown) {

  private static final Comparator<SeatPlan> BY_PUBLICATION =
      Comparator.comparing(SeatPlan::publishedOn).thenComparing(SeatPlan::version);

  Set<String> keys() {
    return switch (breakdown) {
      case Breakdown.Whole() -> Set.of("");
      case Breakdown.ByUnit(int depth) ->
          plans.stream()
              .map(one -> one.plan().unit())
              .filter(path -> path.split("\\.").length == depth)
              .collect(Collectors.toSet());
      case Breakdown.ByTrait _ -> Set.of();
    };
  }

  /** Null where no plan was in force. */
  Value.@Nullable Whole of(String programme, String key, LocalDate day) {
    List<SeatPlan> inForce =
        plans.stream()
            .filter(one -> one.day().equals(day))
            .map(InForce::plan)
            .filter(plan -> plan.programme().equals(programme) && isOf(plan, key))
            .toList();
    return inForce.stream()
        .max(BY_PUBLICATION)
        .map(
            newest ->
                new Value.Whole(
                    inForce.stream().mapToLong(SeatPlan::seats).sum(),
                    newest.version(),
                    newest.publishedOn()))
        .orElse(null);
  }

  private boolean isOf(SeatPlan plan, String key) {
    return switch (breakdown) {
      case Breakdown.Whole() -> plan.unit().equals(unit);
      case Breakdown.ByUnit _ -> plan.unit().equals(key);
      case Breakdown.ByTrait(String dimension) ->
          plan.unit().equals(unit) && dimension.equals("track") && plan.track().equals(key);
    };
  }
}
