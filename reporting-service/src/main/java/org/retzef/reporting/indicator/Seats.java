package org.retzef.reporting.indicator;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.enrolment.SeatPlan;
import org.retzef.reporting.enrolment.SeatPlans.InForce;
import org.retzef.reporting.figure.Breakdown;

/** The plans in force, as the denominators of a breakdown. A unit's plan is its own, not a sum. */
final class Seats {

  private static final Comparator<SeatPlan> BY_PUBLICATION =
      Comparator.comparing(SeatPlan::publishedOn).thenComparing(SeatPlan::version);

  /** What a plan is for, with the breakdown's key. */
  private record At(String programme, String key, LocalDate day) {}

  private final Map<At, List<InForce>> plans;
  private final Set<String> keys;

  Seats(List<InForce> inForce, String unit, Breakdown breakdown) {
    plans =
        inForce.stream()
            .filter(one -> isByUnits(breakdown) || one.plan().unit().equals(unit))
            .collect(groupingBy(one -> at(one, breakdown)));
    keys =
        switch (breakdown) {
          case Breakdown.Whole() -> Set.of("");
          case Breakdown.ByUnit units ->
              inForce.stream().map(one -> one.plan().unit()).filter(units::isPart).collect(toSet());
          case Breakdown.ByEachUnit _ ->
              inForce.stream().map(one -> one.plan().unit()).collect(toSet());
          case Breakdown.ByTrait _, Breakdown.ByEachUnitAndTrait _ -> Set.of();
        };
  }

  private static boolean isByUnits(Breakdown breakdown) {
    return !(breakdown instanceof Breakdown.Whole || breakdown instanceof Breakdown.ByTrait);
  }

  private static At at(InForce one, Breakdown breakdown) {
    SeatPlan plan = one.plan();
    String key =
        switch (breakdown) {
          case Breakdown.Whole() -> "";
          case Breakdown.ByUnit _, Breakdown.ByEachUnit _ -> plan.unit();
          case Breakdown.ByTrait(String dimension) -> value(dimension, plan);
          case Breakdown.ByEachUnitAndTrait(String dimension) ->
              plan.unit() + " " + value(dimension, plan);
        };
    return new At(plan.programme(), key, one.day());
  }

  private static String value(String dimension, SeatPlan plan) {
    return dimension.equals("track") ? plan.track() : "";
  }

  Set<String> keys() {
    return keys;
  }

  /** Null where no plan was in force. */
  Value.@Nullable Whole of(String programme, String key, LocalDate day) {
    List<SeatPlan> inForce =
        plans.getOrDefault(new At(programme, key, day), List.of()).stream()
            .map(InForce::plan)
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
}
