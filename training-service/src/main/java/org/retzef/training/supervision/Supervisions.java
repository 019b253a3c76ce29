package org.retzef.training.supervision;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.training.unit.KnownUnits;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Supervision in the database; today is the database's day in Jerusalem. */
@Repository
class Supervisions {

  private static final String SELECT =
      """
      select id, worker, unit::text as unit, kind, started_on, version,
             (select paused_on from supervision_pause where supervision_id = id and resumed_on is null)
               as paused_on,
             (select coalesce(sum(greatest(0,
                       least(coalesce(resumed_on, today.day), today.day) - paused_on)), 0)::int
                from supervision_pause where supervision_id = id) as gap_days
        from supervision, (select (now() at time zone 'Asia/Jerusalem')::date as day) as today
       where unit <@ :callerUnit::ltree
      """;

  private final DatabaseClient database;
  private final KnownUnits units;
  private final Outbox outbox;

  Supervisions(DatabaseClient database, KnownUnits units, Outbox outbox) {
    this.database = database;
    this.units = units;
    this.outbox = outbox;
  }

  Mono<Supervision> begin(Caller caller, BeginRequest request) {
    UUID id = Ids.next();
    return units
        .mustBeSeenBy(caller, request.unit())
        .then(Mono.defer(() -> insert(id, request)))
        .then(Mono.defer(() -> find(caller, id)))
        .delayUntil(begun -> outbox.append(SupervisionEvent.runs(begun, begun.startedOn())));
  }

  private Mono<Void> insert(UUID id, BeginRequest request) {
    return database
        .sql(
            """
            insert into supervision (id, worker, unit, kind, started_on, version)
            values (:id, :worker, :unit::ltree, :kind, :startedOn, 1)
            on conflict (worker, kind) do nothing
            """)
        .bind("id", id)
        .bind("worker", request.worker())
        .bind("unit", request.unit().path())
        .bind("kind", request.kind().name())
        .bind("startedOn", request.startedOn())
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(SupervisionExists::new))
        .then();
  }

  Mono<Supervision> pause(Caller caller, UUID id, ExpectedVersion expected, PauseRequest pause) {
    return lock(caller, id, expected)
        .flatMap(
            supervision -> {
              if (supervision.isPaused()) {
                throw new SupervisionPaused();
              }
              return mustComeAfter(supervision, pause.pausedOn())
                  .then(Mono.defer(() -> insert(id, pause)))
                  .then(
                      Mono.defer(() -> outbox.append(SupervisionEvent.paused(supervision, pause))));
            })
        .then(Mono.defer(() -> raise(caller, id)));
  }

  /** A pause begins after supervision began, and not within one that is over. */
  private Mono<Void> mustComeAfter(Supervision supervision, LocalDate pausedOn) {
    return database
        .sql(
            """
            select coalesce(max(resumed_on), :startedOn::date) as last from supervision_pause
             where supervision_id = :id
            """)
        .bind("id", supervision.id())
        .bind("startedOn", supervision.startedOn())
        .map(row -> row.get("last", LocalDate.class))
        .one()
        .doOnNext(
            last -> {
              if (pausedOn.isBefore(last)) {
                throw new InvalidInput(Fault.of("pausedOn", "pause-too-early"));
              }
            })
        .then();
  }

  private Mono<Void> insert(UUID id, PauseRequest pause) {
    return database
        .sql(
            """
            insert into supervision_pause (supervision_id, paused_on, reason)
            values (:id, :pausedOn, :reason)
            """)
        .bind("id", id)
        .bind("pausedOn", pause.pausedOn())
        .bind("reason", pause.reason().name())
        .then();
  }

  Mono<Supervision> resume(Caller caller, UUID id, ExpectedVersion expected, LocalDate resumedOn) {
    return lock(caller, id, expected)
        .flatMap(
            supervision -> {
              LocalDate pausedOn = supervision.pausedOn();
              if (pausedOn == null) {
                throw new SupervisionRuns();
              }
              if (resumedOn.isBefore(pausedOn)) {
                throw new InvalidInput(Fault.of("resumedOn", "date-before-start"));
              }
              return database
                  .sql(
                      """
                      update supervision_pause set resumed_on = :resumedOn
                       where supervision_id = :id and resumed_on is null
                      """)
                  .bind("resumedOn", resumedOn)
                  .bind("id", id)
                  .then()
                  .then(
                      Mono.defer(
                          () -> outbox.append(SupervisionEvent.runs(supervision, resumedOn))));
            })
        .then(Mono.defer(() -> raise(caller, id)));
  }

  private Mono<Supervision> lock(Caller caller, UUID id, ExpectedVersion expected) {
    return one(caller, id, " for update of supervision")
        .doOnNext(supervision -> expected.orRefuse(supervision.version(), supervision));
  }

  private Mono<Supervision> raise(Caller caller, UUID id) {
    return database
        .sql("update supervision set version = version + 1 where id = :id")
        .bind("id", id)
        .then()
        .then(Mono.defer(() -> find(caller, id)));
  }

  Mono<Supervision> find(Caller caller, UUID id) {
    return one(caller, id, "");
  }

  private Mono<Supervision> one(Caller caller, UUID id, String lock) {
    return database
        .sql(SELECT + " and id = :id" + lock)
        .bind("callerUnit", caller.unitPath())
        .bind("id", id)
        .map(Supervisions::read)
        .one()
        .switchIfEmpty(Mono.error(SupervisionNotFound::new));
  }

  Mono<Page<Supervision>> of(Caller caller, PageRequest page) {
    return database
        .sql(SELECT + " and id > :after order by id limit :limit")
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Supervisions::read)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, one -> one.id().toString()));
  }

  private static Supervision read(Readable row) {
    return new Supervision(
        row.get("id", UUID.class),
        row.get("worker", String.class),
        new UnitPath(row.get("unit", String.class)),
        BeginRequest.Kind.valueOf(row.get("kind", String.class)),
        row.get("started_on", LocalDate.class),
        row.get("paused_on", LocalDate.class),
        row.get("gap_days", Integer.class),
        row.get("version", Long.class));
  }
}
