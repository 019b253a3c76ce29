package org.retzef.basket.serviceplan;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Plans in the database. A plan's row is the lock of all that is in it. */
@Repository
class ServicePlans {

  private static final String SELECT =
      """
      select id, unit::text as unit, year, status, edition, community_budget, reserve,
             grounds::text as grounds, submitted_by, approved_by, approved_on, version,
             (select coalesce(sum(cost), 0)::bigint from service_plan_item
               where plan_id = plan.id and self_developed) as self_developed_cost
        from service_plan plan
       where unit <@ :callerUnit::ltree
      """;

  private final DatabaseClient database;
  private final JsonMapper json;
  private final Stations stations;
  private final PlanItems items;

  ServicePlans(DatabaseClient database, JsonMapper json, Stations stations, PlanItems items) {
    this.database = database;
    this.json = json;
    this.stations = stations;
    this.items = items;
  }

  /** Whether there is such a unit on this day. */
  Mono<Boolean> isOpen(UnitPath unit, LocalDate today) {
    return database
        .sql(
            """
            select exists (select from known_unit
                            where unit = :unit::ltree
                              and coalesce(closed_on, 'infinity') >= :today) as open
            """)
        .bind("unit", unit.path())
        .bind("today", today)
        .map(row -> row.get("open", Boolean.class))
        .one();
  }

  /** Fails with {@link ServicePlanExists}. */
  Mono<Void> insert(UUID id, UnitPath unit, int year) {
    return database
        .sql(
            """
            insert into service_plan (id, unit, year, grounds)
            values (:id, :unit::ltree, :year, :grounds::jsonb)
            on conflict do nothing
            """)
        .bind("id", id)
        .bind("unit", unit.path())
        .bind("year", year)
        .bind("grounds", json.writeValueAsString(Grounds.NONE))
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(ServicePlanExists::new))
        .then();
  }

  /** Fails with {@link ServicePlanNotFound}. */
  Mono<WholePlan> find(Caller caller, UUID id) {
    return database
        .sql(SELECT + " and id = :id")
        .bind("callerUnit", caller.unitPath())
        .bind("id", id)
        .map(this::read)
        .one()
        .switchIfEmpty(Mono.error(ServicePlanNotFound::new))
        .flatMap(
            plan ->
                stations.of(id).zipWith(items.of(id), (six, mix) -> new WholePlan(plan, six, mix)));
  }

  /**
   * As it is until the command ends. The lock comes first: what one statement reads besides the row
   * that it waited for is older than that row.
   */
  Mono<WholePlan> lock(Caller caller, UUID id) {
    return database
        .sql(
            """
            select id from service_plan where id = :id and unit <@ :callerUnit::ltree for update
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("id", id)
        .map(row -> true)
        .one()
        .switchIfEmpty(Mono.error(ServicePlanNotFound::new))
        .flatMap(locked -> find(caller, id));
  }

  Mono<Page<ServicePlanLine>> seenBy(
      Caller caller, @Nullable Integer year, @Nullable PlanStatus status, PageRequest page) {
    var statement =
        database
            .sql(
                SELECT
                    + """
                       and (:year::integer is null or year = :year)
                       and (:status::text is null or status = :status)
                       and id > :after
                     order by id
                     limit :limit
                    """)
            .bind("callerUnit", caller.unitPath())
            .bind("after", page.afterId())
            .bind("limit", page.limitPlusOne());
    statement = bind(statement, "year", Integer.class, year);
    return bind(statement, "status", String.class, status == null ? null : status.name())
        .map(row -> ServicePlanLine.of(read(row)))
        .all()
        .collectList()
        .map(plans -> Page.of(plans, page, plan -> plan.id().toString()));
  }

  Mono<Void> plan(UUID id, Money reserve, Grounds grounds) {
    return database
        .sql("update service_plan set reserve = :reserve, grounds = :grounds::jsonb where id = :id")
        .bind("id", id)
        .bind("reserve", reserve.agorot())
        .bind("grounds", json.writeValueAsString(grounds))
        .then();
  }

  Mono<Void> fund(UUID id, Money communityBudget) {
    return database
        .sql("update service_plan set community_budget = :budget where id = :id")
        .bind("id", id)
        .bind("budget", communityBudget.agorot())
        .then();
  }

  Mono<Void> move(UUID id, PlanStatus to) {
    return database
        .sql("update service_plan set status = :status where id = :id")
        .bind("id", id)
        .bind("status", to.name())
        .then();
  }

  Mono<Void> submit(UUID id, String by) {
    return database
        .sql("update service_plan set submitted_by = :by, approved_by = null where id = :id")
        .bind("id", id)
        .bind("by", by)
        .then();
  }

  /** One edition more, and all that is in it counts as approved. */
  Mono<Void> approve(UUID id, String by, LocalDate today) {
    return database
        .sql(
            """
            with approved as (
              update service_plan_item
                 set approved = true, version = version + 1 where plan_id = :id)
            update service_plan
               set approved_by = :by, approved_on = :today, edition = edition + 1
             where id = :id
            """)
        .bind("id", id)
        .bind("by", by)
        .bind("today", today)
        .then();
  }

  static <T> DatabaseClient.GenericExecuteSpec bind(
      DatabaseClient.GenericExecuteSpec statement, String name, Class<T> type, @Nullable T value) {
    return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
  }

  private ServicePlan read(Readable row) {
    Long budget = row.get("community_budget", Long.class);
    return new ServicePlan(
        row.get("id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("year", Integer.class),
        PlanStatus.valueOf(row.get("status", String.class)),
        row.get("edition", Integer.class),
        Cap.of(
            budget == null ? null : new Money(budget),
            new Money(row.get("self_developed_cost", Long.class))),
        new Money(row.get("reserve", Long.class)),
        json.readValue(row.get("grounds", String.class), Grounds.class),
        row.get("submitted_by", String.class),
        row.get("approved_by", String.class),
        row.get("approved_on", LocalDate.class),
        row.get("version", Long.class));
  }
}
