package org.retzef.training.yearlyplan;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.training.unit.KnownUnits;
import org.retzef.training.unit.Level;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Yearly plans in the database: versions are added, never changed. */
@Repository
class YearlyPlans {

  private static final String SELECT =
      "select id, unit::text as path, year, version, items::text as items from yearly_plan as plan";

  private final DatabaseClient database;
  private final KnownUnits units;
  private final JsonMapper json;

  YearlyPlans(DatabaseClient database, KnownUnits units, JsonMapper json) {
    this.database = database;
    this.units = units;
    this.json = json;
  }

  Mono<List<CoreTopic>> topics() {
    return database
        .sql("select code, reach, name_he, name_ar, name_en from core_topic order by place")
        .map(
            row ->
                new CoreTopic(
                    row.get("code", String.class),
                    CoreTopic.Reach.valueOf(row.get("reach", String.class)),
                    row.get("name_he", String.class),
                    row.get("name_ar", String.class),
                    row.get("name_en", String.class)))
        .all()
        .collectList();
  }

  /** Refuses a plan that leaves a topic of its level out. */
  Mono<YearlyPlan> keep(Caller caller, YearlyPlanRequest plan) {
    UUID id = Ids.next();
    return units
        .mustBeSeenBy(caller, plan.unit())
        .then(Mono.defer(this::topics))
        .doOnNext(topics -> InvalidInput.ifAny(faultsOf(plan, topics)))
        .then(Mono.defer(() -> insert(id, plan)))
        .then(Mono.defer(() -> find(caller, id)));
  }

  private static List<Fault> faultsOf(YearlyPlanRequest plan, List<CoreTopic> all) {
    CoreTopic.Reach reach = CoreTopic.Reach.of(Level.of(plan.unit()));
    List<String> topics =
        all.stream().filter(topic -> topic.reach() == reach).map(CoreTopic::code).toList();
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < plan.items().size(); i++) {
      YearlyPlanRequest.Item item = plan.items().get(i);
      if (!topics.contains(item.topic())) {
        faults.add(Fault.of("items[" + i + "].topic", "core-topic-unknown"));
      }
      if (item.dueOn().getYear() != plan.year()) {
        faults.add(Fault.of("items[" + i + "].dueOn", "day-not-of-year"));
      }
    }
    List<String> said = plan.items().stream().map(YearlyPlanRequest.Item::topic).toList();
    topics.stream()
        .filter(topic -> !said.contains(topic))
        .forEach(topic -> faults.add(Fault.of("items", "core-topic-missing", topic)));
    return faults;
  }

  private Mono<Void> insert(UUID id, YearlyPlanRequest plan) {
    return database
        .sql("select pg_advisory_xact_lock(hashtext('yearly_plan' || :unit || :year))")
        .bind("unit", plan.unit().path())
        .bind("year", plan.year().toString())
        .then()
        .then(
            database
                .sql(
                    """
                    insert into yearly_plan (id, unit, year, version, items)
                    select :id, :unit::ltree, :year, coalesce(max(version), 0) + 1, :items::jsonb
                      from yearly_plan where unit = :unit::ltree and year = :year
                    """)
                .bind("id", id)
                .bind("unit", plan.unit().path())
                .bind("year", plan.year())
                .bind("items", json.writeValueAsString(plan.items()))
                .then());
  }

  /** Fails with {@link YearlyPlanNotFound}. */
  Mono<YearlyPlan> find(Caller caller, UUID id) {
    return database
        .sql(SELECT + " where id = :id and unit <@ :callerUnit::ltree")
        .bind("id", id)
        .bind("callerUnit", caller.unitPath())
        .map(this::read)
        .one()
        .switchIfEmpty(Mono.error(YearlyPlanNotFound::new));
  }

  /** The newest version of each, of the caller's unit and below. */
  Mono<Page<YearlyPlan>> seenBy(Caller caller, @Nullable Integer year, PageRequest page) {
    return database
        .sql(
            SELECT
                + """
                 where unit <@ :callerUnit::ltree and (:year::int is null or year = :year)
                   and id > :after
                   and not exists (select from yearly_plan as newer
                                    where newer.unit = plan.unit and newer.year = plan.year
                                      and newer.version > plan.version)
                 order by id limit :limit
                """)
        .bind("callerUnit", caller.unitPath())
        .bind("year", Parameters.in(R2dbcType.INTEGER, year))
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(this::read)
        .all()
        .collectList()
        .map(plans -> Page.of(plans, page, plan -> plan.id().toString()));
  }

  private YearlyPlan read(Readable row) {
    UnitPath unit = new UnitPath(row.get("path", String.class));
    return new YearlyPlan(
        row.get("id", UUID.class),
        unit,
        Level.of(unit),
        row.get("year", Integer.class),
        row.get("version", Integer.class),
        List.of(json.readValue(row.get("items", String.class), YearlyPlanRequest.Item[].class)));
  }
}
