package org.retzef.training.project;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.paging.Ids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Milestones in the database; that one is overdue is said by the database's day in Jerusalem. */
@Repository
class Milestones {

  private static final String SELECT =
      """
      select id, code, due_on, done_on, version,
             done_on is null and due_on < (now() at time zone 'Asia/Jerusalem')::date as overdue
        from milestone
       where project_id = :project
      """;

  private final DatabaseClient database;

  Milestones(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> plan(UUID projectId, Map<String, LocalDate> days) {
    return database
        .sql(
            """
            insert into milestone (id, project_id, code, due_on, version)
            select planned.id, :project, code, due_on, 1
              from unnest(:ids::uuid[], :codes::text[], :days::date[]) as planned (id, code, due_on)
            """)
        .bind("project", projectId)
        .bind("ids", Stream.generate(Ids::next).limit(days.size()).toArray(UUID[]::new))
        .bind("codes", days.keySet().toArray(String[]::new))
        .bind("days", days.values().toArray(LocalDate[]::new))
        .then();
  }

  /** In the order of their days. */
  Mono<List<Milestone>> of(UUID projectId, boolean onlyOverdue) {
    return database
        .sql(SELECT + " order by due_on, code")
        .bind("project", projectId)
        .map(Milestones::read)
        .all()
        .filter(milestone -> milestone.overdue() || !onlyOverdue)
        .collectList();
  }

  Mono<Milestone> reach(UUID projectId, UUID id, ExpectedVersion expected, LocalDate doneOn) {
    return one(projectId, id, " for update")
        .doOnNext(milestone -> expected.orRefuse(milestone.version(), milestone))
        .flatMap(
            milestone ->
                database
                    .sql(
                        "update milestone set done_on = :doneOn, version = version + 1 where id = :id")
                    .bind("doneOn", doneOn)
                    .bind("id", id)
                    .then())
        .then(Mono.defer(() -> one(projectId, id, "")));
  }

  private Mono<Milestone> one(UUID projectId, UUID id, String lock) {
    return database
        .sql(SELECT + " and id = :id" + lock)
        .bind("project", projectId)
        .bind("id", id)
        .map(Milestones::read)
        .one()
        .switchIfEmpty(Mono.error(MilestoneNotFound::new));
  }

  private static Milestone read(Readable row) {
    return new Milestone(
        row.get("id", UUID.class),
        row.get("code", String.class),
        row.get("due_on", LocalDate.class),
        row.get("done_on", LocalDate.class),
        row.get("overdue", Boolean.class),
        row.get("version", Long.class));
  }
}
