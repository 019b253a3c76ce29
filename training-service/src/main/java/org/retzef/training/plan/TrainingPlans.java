package org.retzef.training.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Plans in the database; a forecast is reckoned when it is read. */
@Repository
class TrainingPlans {

  private final DatabaseClient database;
  private final JsonMapper json;

  TrainingPlans(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  Mono<TrainingPlan> keep(Caller caller, PlanRequest plan) {
    InvalidInput.ifAny(faultsOf(plan));
    if (!caller.sees(plan.unit())) {
      return Mono.error(new UnitNotFound());
    }
    UUID id = Ids.next();
    return database
        .sql("insert into training_plan (id, unit, plan) values (:id, :unit::ltree, :plan::jsonb)")
        .bind("id", id)
        .bind("unit", plan.unit().path())
        .bind("plan", json.writeValueAsString(plan))
        .then()
        .thenReturn(new TrainingPlan(id, plan, Forecast.of(plan)));
  }

  Mono<TrainingPlan> find(Caller caller, UUID id) {
    return database
        .sql(
            """
            select plan::text as plan from training_plan
             where id = :id and (unit <@ :callerUnit::ltree or unit @> :callerUnit::ltree)
            """)
        .bind("id", id)
        .bind("callerUnit", caller.unitPath())
        .map(row -> json.readValue(row.get("plan", String.class), PlanRequest.class))
        .one()
        .map(plan -> new TrainingPlan(id, plan, Forecast.of(plan)))
        .switchIfEmpty(Mono.error(TrainingPlanNotFound::new));
  }

  private static List<Fault> faultsOf(PlanRequest plan) {
    List<Fault> faults = new ArrayList<>();
    if (plan.seats().isReversed() || plan.seats().until() > 500) {
      faults.add(Fault.of("seats", "plan-range-invalid"));
    }
    if (plan.sessionsAWeek().isReversed() || plan.sessionsAWeek().until() > 100) {
      faults.add(Fault.of("sessionsAWeek", "plan-range-invalid"));
    }
    long different = plan.months().stream().map(PlannedMonth::month).distinct().count();
    if (different < plan.months().size()) {
      faults.add(Fault.of("months", "month-twice"));
    }
    return faults;
  }
}
