package org.retzef.basket.serviceplan;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;

/**
 * An authority's plan of services for a year, without the services themselves.
 *
 * @param edition how often it was approved
 * @param mix its money, line by line
 * @param hindrances what stands in the way of its submission; also of an approved plan whose budget
 *     was cut
 */
record ServicePlanView(
    UUID id,
    UnitPath unit,
    int year,
    PlanStatus status,
    int edition,
    Mix mix,
    Cap cap,
    Grounds grounds,
    List<StationStatus> stations,
    List<Hindrance> hindrances,
    @Nullable String submittedBy,
    @Nullable String approvedBy,
    @Nullable LocalDate approvedOn,
    long version) {

  /**
   * In ILS of the year.
   *
   * @param services how many there are
   * @param cost of all that are costed
   * @param reserve for what nobody could plan: a line of its own
   */
  record Mix(int services, Money cost, Money reserve, Money total) {}

  record StationStatus(int station, Station.Status status) {}

  /** The code is that of a problem's error. */
  record Hindrance(String field, String code) {}

  static ServicePlanView of(WholePlan whole) {
    ServicePlan plan = whole.plan();
    Money cost = whole.cost();
    return new ServicePlanView(
        plan.id(),
        plan.unit(),
        plan.year(),
        plan.status(),
        plan.edition(),
        new Mix(whole.items().size(), cost, plan.reserve(), cost.plus(plan.reserve())),
        plan.cap(),
        plan.grounds(),
        whole.stations().stream()
            .map(station -> new StationStatus(station.number(), station.status()))
            .toList(),
        whole.hindrances().stream()
            .map(fault -> new Hindrance(fault.field(), fault.code()))
            .toList(),
        plan.submittedBy(),
        plan.approvedBy(),
        plan.approvedOn(),
        plan.version());
  }
}
