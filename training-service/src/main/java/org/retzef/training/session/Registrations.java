package org.retzef.training.session;

import io.r2dbc.spi.R2dbcException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Ids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who comes to a session. Every change is made under the lock of the session's row. */
@Repository
class Registrations {

  /** PostgreSQL's state when an exclusion constraint finds an overlap. */
  private static final String EXCLUSION_VIOLATION = "23P01";

  private static final String INSTRUCTOR = "team-lead";

  private final DatabaseClient database;

  Registrations(DatabaseClient database) {
    this.database = database;
  }

  /** One trainee's registrations come one after the other, so that two never lock each other. */
  Mono<Void> lockTrainee(Caller caller) {
    return database
        .sql("select pg_advisory_xact_lock(hashtextextended(:trainee, 5))")
        .bind("trainee", caller.subject())
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** A seat if one is free, else a place in the line. */
  Mono<Seat> insert(Caller caller, UUID sessionId, Organisation organisation) {
    UUID id = Ids.next();
    return database
        .sql(
            """
            insert into registration
              (id, session_id, trainee, unit, role, organisation, state, during)
            select :id, s.id, :trainee, :unit::ltree, :role, :organisation,
                   case when (select count(*) from registration r
                               where r.session_id = s.id and r.state = 'REGISTERED') < s.capacity
                        then 'REGISTERED' else 'WAITING' end,
                   tstzrange(s.starts_at, s.starts_at + s.minutes * interval '1 minute')
              from session s
             where s.id = :session
            returning state
            """)
        .bind("id", id)
        .bind("trainee", caller.subject())
        .bind("unit", caller.unitPath())
        .bind("role", roleOf(caller))
        .bind("organisation", organisation.name())
        .bind("session", sessionId)
        .map(row -> new Seat(id, sessionId, Seat.State.valueOf(row.get("state", String.class))))
        .one()
        .onErrorMap(Registrations::isOverlap, overlap -> new AlreadyBooked());
  }

  /** Fails with {@link RegistrationNotFound} unless it is the trainee's own and still counts. */
  Mono<Void> withdraw(Caller caller, UUID sessionId, UUID id) {
    return database
        .sql(
            """
            update registration set state = 'WITHDRAWN'
             where id = :id and session_id = :session and trainee = :trainee
               and state <> 'WITHDRAWN'
            """)
        .bind("id", id)
        .bind("session", sessionId)
        .bind("trainee", caller.subject())
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(RegistrationNotFound::new))
        .then();
  }

  /** Gives the free seats to those who have waited longest. */
  Mono<Void> moveUp(Session session) {
    return database
        .sql(
            """
            update registration set state = 'REGISTERED'
             where id in (
               select id from registration
                where session_id = :session and state = 'WAITING'
                order by place_in_line
                limit greatest(0, :capacity - (
                  select count(*) from registration
                   where session_id = :session and state = 'REGISTERED')))
            """)
        .bind("session", session.id())
        .bind("capacity", session.capacity())
        .then();
  }

  /** A cancelled session keeps nobody's time. */
  Mono<Void> release(UUID sessionId) {
    return database
        .sql(
            """
            update registration set state = 'WITHDRAWN', attended_at = null
             where session_id = :session and state <> 'WITHDRAWN'
            """)
        .bind("session", sessionId)
        .then();
  }

  /** In the order of registration. */
  Flux<Registration> of(UUID sessionId) {
    return database
        .sql(
            """
            select registration.id, trainee, unit::text as unit, registration.state,
                   attended_at is not null as attended, told.failure
              from registration
              left join lateral (
                     select failure from invitation where registration_id = registration.id
                      order by sequence desc limit 1) as told on true
             where session_id = :session and registration.state <> 'WITHDRAWN'
             order by place_in_line
            """)
        .bind("session", sessionId)
        .map(
            row ->
                new Registration(
                    row.get("id", UUID.class),
                    row.get("trainee", String.class),
                    new UnitPath(row.get("unit", String.class)),
                    Seat.State.valueOf(row.get("state", String.class)),
                    row.get("attended", Boolean.class),
                    row.get("failure", String.class)))
        .all();
  }

  /**
   * @param onlyAdd what was recorded stays, as after the closure
   */
  Mono<Void> recordAttendance(
      UUID sessionId, Collection<UUID> attended, boolean onlyAdd, Instant now) {
    return database
        .sql(
            """
            update registration
               set attended_at = case when id = any(:attended) then coalesce(attended_at, :now)
                                      when :onlyAdd then attended_at end
             where session_id = :session and state = 'REGISTERED'
            """)
        .bind("attended", attended.toArray(UUID[]::new))
        .bind("now", now)
        .bind("onlyAdd", onlyAdd)
        .bind("session", sessionId)
        .then();
  }

  Mono<List<SessionEvent.Attended>> attendedByDepartment(UUID sessionId) {
    return database
        .sql(
            """
            select unit::text as unit, count(*)::int as attended
              from registration
             where session_id = :session and attended_at is not null
             group by registration.unit
             order by registration.unit
            """)
        .bind("session", sessionId)
        .map(
            row ->
                new SessionEvent.Attended(
                    new UnitPath(row.get("unit", String.class)),
                    row.get("attended", Integer.class)))
        .all()
        .collectList();
  }

  /** Who leads a team is an instructor, whatever else she is [S3]. */
  private static String roleOf(Caller caller) {
    return caller.has(INSTRUCTOR)
        ? INSTRUCTOR
        : caller.roles().stream().sorted().findFirst().orElse("");
  }

  static boolean isOverlap(Throwable failure) {
    return failure.getCause() instanceof R2dbcException database
        && EXCLUSION_VIOLATION.equals(database.getSqlState());
  }
}
