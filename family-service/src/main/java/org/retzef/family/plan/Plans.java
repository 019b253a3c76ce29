package org.retzef.family.plan;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.protection.FamilyKey;
import org.retzef.family.protection.FamilyKeys;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Plans in the database, of families that the caller was let in to before. Words are sealed. */
@Repository
class Plans {

  /** A plan in one of its versions: the latest, or the one that is asked for. */
  private static final String SELECT =
      """
      select plan.id, plan.family_id, number, status, approved_version, authors,
             plan_version.review_on, decided_by, decided_at, sealed_note, plan.version, wrapped_key
        from plan
        join plan_version on plan_version.plan_id = plan.id
        left join family_key on family_key.family_id = plan.family_id
       where plan.family_id = :familyId
      """;

  private final DatabaseClient database;
  private final FamilyKeys keys;

  Plans(DatabaseClient database, FamilyKeys keys) {
    this.database = database;
    this.keys = keys;
  }

  Mono<Void> insert(Plan plan, FamilyKey key) {
    return database
        .sql("insert into plan (id, family_id, version) values (:id, :familyId, :version)")
        .bind("id", plan.id())
        .bind("familyId", plan.familyId())
        .bind("version", plan.version())
        .then()
        .then(insertVersion(plan))
        .then(insertGoals(plan, plan.goals(), key));
  }

  Mono<Void> insertVersion(Plan plan) {
    return database
        .sql(
            """
            insert into plan_version (plan_id, number, status, authors, review_on)
            values (:planId, :number, :status, :authors, :reviewOn)
            """)
        .bind("planId", plan.id())
        .bind("number", plan.planVersion())
        .bind("status", plan.status().name())
        .bind("authors", plan.authors().toArray(String[]::new))
        .bind("reviewOn", plan.reviewOn())
        .then();
  }

  /** The words are sealed for the goal: they open in no other. */
  Mono<Void> insertGoals(Plan plan, List<Goal> goals, FamilyKey key) {
    if (goals.isEmpty()) {
      return Mono.empty();
    }
    return database
        .sql(
            """
            insert into plan_goal
              (plan_id, number, id, domain, aspect, sealed_words, due_on, worker)
            select :planId, :number, id, domain, aspect, decode(words, 'hex'), due_on, worker
              from unnest(:ids::uuid[], :domains::text[], :aspects::text[], :words::text[],
                          :dueOn::date[], :workers::text[])
                   as new (id, domain, aspect, words, due_on, worker)
            """)
        .bind("planId", plan.id())
        .bind("number", plan.planVersion())
        .bind("ids", goals.stream().map(Goal::id).toArray(UUID[]::new))
        .bind("domains", goals.stream().map(goal -> goal.domain().name()).toArray(String[]::new))
        .bind("aspects", goals.stream().map(goal -> goal.aspect().name()).toArray(String[]::new))
        .bind("words", goals.stream().map(goal -> seal(key, goal)).toArray(String[]::new))
        .bind("dueOn", goals.stream().map(Goal::dueOn).toArray(LocalDate[]::new))
        .bind("workers", goals.stream().map(Goal::worker).toArray(String[]::new))
        .then();
  }

  /** As hexadecimal text: the driver does not carry arrays of bytea faithfully. */
  private static String seal(FamilyKey key, Goal goal) {
    return HexFormat.of()
        .formatHex(key.seal(goal.id(), new Words(goal.goal(), goal.target(), goal.indicator())));
  }

  Mono<Void> deleteGoal(Plan plan, UUID goalId) {
    return database
        .sql("delete from plan_goal where plan_id = :planId and number = :number and id = :id")
        .bind("planId", plan.id())
        .bind("number", plan.planVersion())
        .bind("id", goalId)
        .then();
  }

  /**
   * Writes what is not a goal: status, authors, review day, decision.
   *
   * @param key seals a new note; null where the note stays or is gone
   */
  Mono<Void> update(Plan plan, @Nullable FamilyKey key) {
    var statement =
        database
            .sql(
                """
                with changed as (
                  update plan
                     set version = :version, approved_version = :approvedVersion,
                         review_on = case when :status = 'APPROVED' then :reviewOn else review_on end
                   where id = :id
                )
                update plan_version
                   set status = :status, authors = :authors, review_on = :reviewOn,
                       decided_by = :decidedBy, decided_at = :decidedAt,
                       sealed_note = case when :noteStays then sealed_note else :note end
                 where plan_id = :id and number = :number
                """)
            .bind("id", plan.id())
            .bind("number", plan.planVersion())
            .bind("version", plan.version())
            .bind("status", plan.status().name())
            .bind("authors", plan.authors().toArray(String[]::new))
            .bind("noteStays", key == null && plan.note() != null)
            .bind("reviewOn", plan.reviewOn());
    byte[] note = key == null || plan.note() == null ? null : key.seal(plan.id(), plan.note());
    statement = bind(statement, "approvedVersion", plan.approvedVersion(), Integer.class);
    statement = bind(statement, "decidedBy", plan.decidedBy(), String.class);
    statement = bind(statement, "decidedAt", plan.decidedAt(), Instant.class);
    return bind(statement, "note", note, byte[].class).then();
  }

  Mono<Void> touch(Plan plan) {
    return database
        .sql("update plan set version = :version where id = :id")
        .bind("version", plan.version())
        .bind("id", plan.id())
        .then();
  }

  Mono<Void> recordProgress(UUID goalId, Goal.Progress progress, String worker) {
    return database
        .sql(
            """
            insert into plan_goal_progress (goal_id, progress, recorded_by)
            values (:goalId, :progress, :worker)
            """)
        .bind("goalId", goalId)
        .bind("progress", progress.name())
        .bind("worker", worker)
        .then();
  }

  private static <T> DatabaseClient.GenericExecuteSpec bind(
      DatabaseClient.GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
    return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
  }

  /** The plan in its latest version. */
  Mono<Plan> find(UUID familyId, UUID id) {
    return database
        .sql(SELECT + " and plan.id = :id order by number desc limit 1")
        .bind("familyId", familyId)
        .bind("id", id)
        .map(this::read)
        .one()
        .switchIfEmpty(Mono.error(PlanNotFound::new))
        .flatMap(this::withGoals);
  }

  /** As {@link #find}, and nobody else changes it until this transaction ends. */
  Mono<Plan> lock(UUID familyId, UUID id) {
    return database
        .sql("select id from plan where id = :id and family_id = :familyId for update")
        .bind("id", id)
        .bind("familyId", familyId)
        .fetch()
        .first()
        .then(Mono.defer(() -> find(familyId, id)));
  }

  Mono<Plan> find(UUID familyId, UUID id, int planVersion) {
    return database
        .sql(SELECT + " and plan.id = :id and number = :number")
        .bind("familyId", familyId)
        .bind("id", id)
        .bind("number", planVersion)
        .map(this::read)
        .one()
        .switchIfEmpty(Mono.error(PlanNotFound::new))
        .flatMap(this::withGoals);
  }

  /** The family's plans in their latest versions, without their goals. */
  Mono<Page<Plan>> of(UUID familyId, PageRequest page) {
    return database
        .sql(
            SELECT
                + """
                   and number = (select max(number) from plan_version where plan_id = plan.id)
                   and plan.id > :after
                 order by plan.id
                 limit :limit
                """)
        .bind("familyId", familyId)
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(this::read)
        .all()
        .collectList()
        .map(plans -> Page.of(plans, page, plan -> plan.id().toString()));
  }

  private Mono<Plan> withGoals(Plan plan) {
    return database
        .sql(
            """
            select goal.id, domain, aspect, sealed_words, due_on, worker, wrapped_key,
                   coalesce(progress, 'OPEN') as progress
              from plan_goal as goal
              left join family_key on family_key.family_id = :familyId
              left join lateral (
                select progress from plan_goal_progress
                 where goal_id = goal.id order by seq desc limit 1) as latest on true
             where plan_id = :planId and number = :number
             order by goal.id
            """)
        .bind("familyId", plan.familyId())
        .bind("planId", plan.id())
        .bind("number", plan.planVersion())
        .map(row -> readGoal(row, plan.familyId()))
        .all()
        .collectList()
        .map(plan::with);
  }

  private Plan read(Readable row) {
    UUID id = row.get("id", UUID.class);
    UUID familyId = row.get("family_id", UUID.class);
    byte[] note = row.get("sealed_note", byte[].class);
    byte[] wrappedKey = row.get("wrapped_key", byte[].class);
    return new Plan(
        id,
        familyId,
        row.get("number", Integer.class),
        Plan.Status.valueOf(row.get("status", String.class)),
        row.get("approved_version", Integer.class),
        new TreeSet<>(Arrays.asList(row.get("authors", String[].class))),
        row.get("review_on", LocalDate.class),
        row.get("decided_by", String.class),
        row.get("decided_at", Instant.class),
        note == null || wrappedKey == null
            ? null
            : keys.open(familyId, wrappedKey).open(id, note, String.class),
        List.of(),
        row.get("version", Long.class));
  }

  private Goal readGoal(Readable row, UUID familyId) {
    UUID id = row.get("id", UUID.class);
    byte[] wrappedKey = row.get("wrapped_key", byte[].class);
    Words words =
        wrappedKey == null
            ? new Words(null, null, null)
            : keys.open(familyId, wrappedKey)
                .open(id, row.get("sealed_words", byte[].class), Words.class);
    return new Goal(
        id,
        PlanDomain.valueOf(row.get("domain", String.class)),
        Aspect.valueOf(row.get("aspect", String.class)),
        words.goal(),
        words.target(),
        words.indicator(),
        row.get("due_on", LocalDate.class),
        row.get("worker", String.class),
        Goal.Progress.valueOf(row.get("progress", String.class)));
  }

  /** What is sealed in a goal's row. */
  private record Words(@Nullable String goal, @Nullable String target, @Nullable String indicator) {

    @Override
    public String toString() {
      return "Words";
    }
  }
}
