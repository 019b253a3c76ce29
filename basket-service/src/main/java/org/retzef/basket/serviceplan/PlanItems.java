package org.retzef.basket.serviceplan;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The services of mixes in the database. */
@Repository
class PlanItems {

  private static final String SELECT =
      """
      select id, name, goals, self_developed, outcome, output, inputs, cost, participants,
             group_size, frequency, origin, origin_unit::text as origin_unit, origin_year, approved,
             version
        from service_plan_item
       where plan_id = :planId
      """;

  private static final String INNOVATIONS =
      """
      select item.id, unit::text as unit, year, name, goals, outcome, output, inputs, cost,
             participants, group_size, frequency
        from service_plan_item item
        join service_plan plan on plan.id = plan_id
       where item.approved and self_developed
      """;

  private final DatabaseClient database;

  PlanItems(DatabaseClient database) {
    this.database = database;
  }

  /** The oldest first. The caller sees their plan. */
  Mono<List<PlanItem>> of(UUID planId) {
    return database
        .sql(SELECT + " order by id")
        .bind("planId", planId)
        .map(PlanItems::read)
        .all()
        .collectList();
  }

  /** As above, page by page. */
  Mono<Page<PlanItem>> of(UUID planId, PageRequest page) {
    return database
        .sql(SELECT + " and id > :after order by id limit :limit")
        .bind("planId", planId)
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(PlanItems::read)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, item -> item.id().toString()));
  }

  Mono<Void> insert(UUID planId, PlanItem item) {
    PlanItem.Origin origin = item.origin();
    var statement =
        database
            .sql(
                """
                insert into service_plan_item
                  (id, plan_id, name, goals, self_developed, outcome, output, inputs, cost,
                   participants, group_size, frequency, version, origin, origin_unit,
                   origin_year)
                values (:id, :planId, :name, :goals, :selfDeveloped, :outcome, :output, :inputs,
                        :cost, :participants, :groupSize, :frequency, :version, :origin,
                        :originUnit::ltree, :originYear)
                """)
            .bind("planId", planId);
    statement =
        origin == null
            ? statement
                .bindNull("origin", UUID.class)
                .bindNull("originUnit", String.class)
                .bindNull("originYear", Integer.class)
            : statement
                .bind("origin", origin.innovation())
                .bind("originUnit", origin.unit().path())
                .bind("originYear", origin.year());
    return bind(statement, item).then();
  }

  /** What it is now was not approved yet. */
  Mono<Void> update(PlanItem item) {
    return bind(
            database.sql(
                """
                update service_plan_item
                   set name = :name, goals = :goals, self_developed = :selfDeveloped,
                       outcome = :outcome, output = :output, inputs = :inputs, cost = :cost,
                       participants = :participants, group_size = :groupSize,
                       frequency = :frequency, version = :version, approved = false
                 where id = :id
                """),
            item)
        .then();
  }

  Mono<Void> delete(UUID id) {
    return database.sql("delete from service_plan_item where id = :id").bind("id", id).then();
  }

  /** Of all authorities: that others may take them over is what they are shown for. */
  Mono<Page<Innovation>> innovations(@Nullable Goal goal, PageRequest page) {
    var statement =
        database
            .sql(
                INNOVATIONS
                    + """
                       and (:goal::text is null or :goal = any(goals)) and item.id > :after
                     order by item.id
                     limit :limit
                    """)
            .bind("after", page.afterId())
            .bind("limit", page.limitPlusOne());
    return ServicePlans.bind(statement, "goal", String.class, goal == null ? null : goal.name())
        .map(PlanItems::readInnovation)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, innovation -> innovation.id().toString()));
  }

  /** Empty where no approved plan has it. */
  Mono<Innovation> innovation(UUID id) {
    return database
        .sql(INNOVATIONS + " and item.id = :id")
        .bind("id", id)
        .map(PlanItems::readInnovation)
        .one();
  }

  private static GenericExecuteSpec bind(GenericExecuteSpec statement, PlanItem item) {
    Money cost = item.cost();
    statement =
        statement
            .bind("id", item.id())
            .bind("name", item.name())
            .bind("goals", item.goals().stream().map(Goal::name).toArray(String[]::new))
            .bind("selfDeveloped", item.selfDeveloped())
            .bind("participants", item.participants())
            .bind("groupSize", item.groupSize())
            .bind("frequency", item.frequency().name())
            .bind("version", item.version());
    statement = ServicePlans.bind(statement, "outcome", String.class, item.outcome());
    statement = ServicePlans.bind(statement, "output", String.class, item.output());
    statement = ServicePlans.bind(statement, "inputs", String.class, item.inputs());
    return ServicePlans.bind(statement, "cost", Long.class, cost == null ? null : cost.agorot());
  }

  private static PlanItem read(Readable row) {
    Money cost = cost(row);
    int participants = row.get("participants", Integer.class);
    return new PlanItem(
        row.get("id", UUID.class),
        row.get("name", String.class),
        goals(row),
        row.get("self_developed", Boolean.class),
        row.get("outcome", String.class),
        row.get("output", String.class),
        row.get("inputs", String.class),
        cost,
        PlanItem.perParticipant(cost, participants),
        participants,
        row.get("group_size", Integer.class),
        Frequency.valueOf(row.get("frequency", String.class)),
        origin(row),
        row.get("approved", Boolean.class),
        row.get("version", Long.class));
  }

  private static PlanItem.@Nullable Origin origin(Readable row) {
    UUID innovation = row.get("origin", UUID.class);
    return innovation == null
        ? null
        : new PlanItem.Origin(
            innovation,
            new UnitPath(row.get("origin_unit", String.class)),
            row.get("origin_year", Integer.class));
  }

  private static Innovation readInnovation(Readable row) {
    return new Innovation(
        row.get("id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("year", Integer.class),
        row.get("name", String.class),
        goals(row),
        row.get("outcome", String.class),
        row.get("output", String.class),
        row.get("inputs", String.class),
        PlanItem.perParticipant(cost(row), row.get("participants", Integer.class)),
        row.get("group_size", Integer.class),
        Frequency.valueOf(row.get("frequency", String.class)));
  }

  private static List<Goal> goals(Readable row) {
    return Stream.of(row.get("goals", String[].class)).map(Goal::valueOf).toList();
  }

  private static @Nullable Money cost(Readable row) {
    Long cost = row.get("cost", Long.class);
    return cost == null ? null : new Money(cost);
  }
}
