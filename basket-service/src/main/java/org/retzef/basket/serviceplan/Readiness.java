package org.retzef.basket.serviceplan;

import java.util.ArrayList;
import java.util.List;
import org.retzef.basket.money.Money;
import org.retzef.platform.problem.Fault;

/** What a plan still lacks before anybody can decide on it. */
final class Readiness {

  private Readiness() {}

  static List<Fault> hindrances(WholePlan whole) {
    List<Fault> faults = new ArrayList<>(stations(whole.stations()));
    faults.addAll(items(whole.items()));
    faults.addAll(money(whole));
    if (whole.plan().grounds().consulted().isEmpty()) {
      faults.add(Fault.of("grounds.consulted", "nobody-consulted"));
    }
    return faults;
  }

  /** The last station is for after the approval. */
  private static List<Fault> stations(List<Station> stations) {
    return stations.stream()
        .filter(station -> station.number() < Station.IMPLEMENTATION)
        .filter(Station::isOpen)
        .map(station -> Fault.of(Station.field(station.number()), "station-open", station.number()))
        .toList();
  }

  private static List<Fault> items(List<PlanItem> items) {
    if (items.isEmpty()) {
      return List.of(Fault.of("items", "service-mix-empty"));
    }
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).cost() == null) {
        faults.add(Fault.of("items[" + i + "].cost", "service-not-costed", i + 1));
      }
    }
    return faults;
  }

  private static List<Fault> money(WholePlan whole) {
    Cap cap = whole.plan().cap();
    Money budget = cap.communityBudget();
    if (budget == null) {
      return List.of(Fault.of("communityBudget", "community-budget-missing"));
    }
    List<Fault> faults = new ArrayList<>();
    Money planned = whole.cost().plus(whole.plan().reserve());
    if (planned.compareTo(budget) > 0) {
      faults.add(
          Fault.of("items", "service-mix-above-budget", planned.toString(), budget.toString()));
    }
    if (cap.exceeded()) {
      faults.add(aboveCap(cap));
    }
    return faults;
  }

  private static Fault aboveCap(Cap cap) {
    return Fault.of("items", "self-developed-above-cap", AboveCap.amounts(cap));
  }
}
