package org.retzef.training.plan;

import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.training.session.Organisation;
import org.retzef.training.unit.KnownUnits;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Plans in the database; a forecast is reckoned when it is read. */
@Repository
class TrainingPlans {

  private static final String SELECT =
      """
      select id, plan::text as plan from training_plan
       where (unit <@ :callerUnit::ltree or unit @> :callerUnit::ltree)
      """;

  private final DatabaseClient database;
  private final KnownUnits units;
  private final Outbox outbox;
  private final JsonMapper json;

  TrainingPlans(DatabaseClient database, KnownUnits units, Outbox outbox, JsonMapper json) {
    this.database = database;
    this.units = units;
    this.outbox = outbox;
    this.json = json;
  }

  Mono<TrainingPlan> keep(Caller caller, PlanRequest plan) {
    InvalidInput.ifAny(faultsOf(plan));
    UUID id = Ids.next();
    return units
        .mustBeSeenBy(caller, plan.unit())
        .then(Mono.defer(() -> insert(id, plan)))
        .then(Mono.defer(() -> outbox.append(PlanEvent.of(id, plan))))
        .thenReturn(new TrainingPlan(id, plan, Forecast.of(plan)));
  }

  private Mono<Void> insert(UUID id, PlanRequest plan) {
    return database
        .sql("insert into training_plan (id, unit, plan) values (:id, :unit::ltree, :plan::jsonb)")
        .bind("id", id)
        .bind("unit", plan.unit().path())
        .bind("plan", json.writeValueAsString(plan))
        .then();
  }

  Mono<Page<TrainingPlan>> seenBy(Caller caller, PageRequest page) {
    return database
        .sql(SELECT + " and id > :after order by id limit :limit")
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(this::read)
        .all()
        .collectList()
        .map(plans -> Page.of(plans, page, plan -> plan.id().toString()));
  }

  /** Fails with {@link TrainingPlanNotFound}. */
  Mono<TrainingPlan> find(Caller caller, UUID id) {
    return database
        .sql(SELECT + " and id = :id")
        .bind("callerUnit", caller.unitPath())
        .bind("id", id)
        .map(this::read)
        .one()
        .switchIfEmpty(Mono.error(TrainingPlanNotFound::new));
  }

  private TrainingPlan read(Readable row) {
    PlanRequest plan = json.readValue(row.get("plan", String.class), PlanRequest.class);
    return new TrainingPlan(row.get("id", UUID.class), plan, Forecast.of(plan));
  }

  /** Who attended in two organisations counts in both, and once in all. */
  Mono<Progress> progress(Caller caller, UUID id) {
    return find(caller, id)
        .flatMap(
            plan ->
                database
                    .sql(
                        """
                        select organisation, count(distinct trainee)::int as trained
                          from registration join session on session.id = session_id
                         where session.unit <@ :unit::ltree and attended_at is not null
                           and extract(year from starts_at at time zone 'Asia/Jerusalem') = :year
                         group by grouping sets ((organisation), ())
                        """)
                    .bind("unit", plan.plan().unit().path())
                    .bind("year", plan.plan().year())
                    .map(
                        row ->
                            new Trained(
                                row.get("organisation", String.class),
                                row.get("trained", Integer.class)))
                    .all()
                    .collectList()
                    .map(trained -> progress(plan, trained)));
  }

  private record Trained(@Nullable String organisation, int people) {}

  private static Progress progress(TrainingPlan plan, List<Trained> trained) {
    Map<Organisation, Integer> goals = new EnumMap<>(Organisation.class);
    Objects.requireNonNullElse(plan.plan().goals(), List.<OrganisationGoal>of())
        .forEach(goal -> goals.put(goal.organisation(), goal.goal()));
    Map<Organisation, Integer> people = new EnumMap<>(Organisation.class);
    int all = 0;
    for (Trained one : trained) {
      if (one.organisation() == null) {
        all = one.people();
      } else {
        people.put(Organisation.valueOf(one.organisation()), one.people());
      }
    }
    List<Progress.OfOrganisation> organisations =
        Stream.of(Organisation.values())
            .filter(kind -> goals.containsKey(kind) || people.containsKey(kind))
            .map(
                kind ->
                    new Progress.OfOrganisation(
                        kind, goals.get(kind), people.getOrDefault(kind, 0)))
            .toList();
    return new Progress(plan.id(), plan.plan().goal(), all, organisations);
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
    List<OrganisationGoal> goals =
        Objects.requireNonNullElse(plan.goals(), List.<OrganisationGoal>of());
    if (goals.stream().map(OrganisationGoal::organisation).distinct().count() < goals.size()) {
      faults.add(Fault.of("goals", "organisation-twice"));
    }
    return faults;
  }
}
