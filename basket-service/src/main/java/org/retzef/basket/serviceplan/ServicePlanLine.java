package org.retzef.basket.serviceplan;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * A plan in a list.
 *
 * @param unit the authority
 * @param edition how often it was approved
 */
record ServicePlanLine(
    UUID id,
    UnitPath unit,
    int year,
    PlanStatus status,
    int edition,
    Cap cap,
    @Nullable LocalDate approvedOn,
    long version) {

  static ServicePlanLine of(ServicePlan plan) {
    return new ServicePlanLine(
        plan.id(),
        plan.unit(),
        plan.year(),
        plan.status(),
        plan.edition(),
        plan.cap(),
        plan.approvedOn(),
        plan.version());
  }
}
