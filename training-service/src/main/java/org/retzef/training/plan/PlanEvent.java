package org.retzef.training.plan;

import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** A plan of trainings was kept; it takes the place of an earlier one of the same unit and year. */
record PlanEvent(UUID planId, UnitPath unit, int year, int goal, List<PlannedMonth> months)
    implements Event {

  static PlanEvent of(UUID id, PlanRequest plan) {
    return new PlanEvent(id, plan.unit(), plan.year(), plan.goal(), plan.months());
  }

  @Override
  public String type() {
    return "org.retzef.training-plan.kept.v1";
  }

  @Override
  public String topic() {
    return "retzef.training.events";
  }

  @Override
  public String aggregateType() {
    return "training-plan";
  }

  /** One order for all plans of a unit. */
  @Override
  public String aggregateId() {
    return "training-plan-" + unit.path();
  }
}
