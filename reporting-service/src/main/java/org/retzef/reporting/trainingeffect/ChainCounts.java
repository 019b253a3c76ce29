package org.retzef.reporting.trainingeffect;

import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Counts of an edition by department, each step in the transaction that folds its event. What is
 * told of a centre counts for its department; what is told of an authority or a district counts for
 * none.
 */
@Repository
class ChainCounts {

  /** Country, district, authority, department. */
  private static final int DEPARTMENT = 4;

  private final DatabaseClient database;

  ChainCounts(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> held(int edition, ChainEvent.Held held) {
    return database
        .sql(
            """
            insert into effect_session (edition, session_id, held_on)
            values (:edition, :session, :heldOn)
            on conflict (edition, session_id) do update set held_on = excluded.held_on
            """)
        .bind("edition", edition)
        .bind("session", held.sessionId())
        .bind("heldOn", held.heldOn())
        .then();
  }

  Mono<Void> attended(int edition, ChainEvent.Attendance attendance) {
    List<ChainEvent.Came> came = attendance.departments();
    return database
        .sql("delete from effect_attendance where edition = :edition and session_id = :session")
        .bind("edition", edition)
        .bind("session", attendance.sessionId())
        .then()
        .then(
            database
                .sql(
                    """
                    insert into effect_attendance (edition, session_id, department, attended)
                    select :edition, :session, subpath(unit::ltree, 0, :depth), sum(attended)
                      from unnest(:units::text[], :attended::int[]) as came (unit, attended)
                     where nlevel(unit::ltree) >= :depth
                     group by 3
                    having sum(attended) > 0
                    """)
                .bind("edition", edition)
                .bind("session", attendance.sessionId())
                .bind("depth", DEPARTMENT)
                .bind("units", came.stream().map(one -> one.unit().path()).toArray(String[]::new))
                .bind(
                    "attended",
                    came.stream().map(ChainEvent.Came::attended).toArray(Integer[]::new))
                .then());
  }

  Mono<Void> sent(int edition, ChainEvent.Sent sent) {
    return Flux.fromIterable(sent.departments())
        .concatMap(
            department ->
                followUp(
                    edition,
                    sent.sessionId(),
                    sent.stage(),
                    department.unit(),
                    department.mails(),
                    0))
        .then();
  }

  Mono<Void> answered(int edition, ChainEvent.Answered answered) {
    return followUp(edition, answered.sessionId(), answered.stage(), answered.unit(), 0, 1);
  }

  private Mono<Void> followUp(
      int edition, UUID session, String stage, UnitPath unit, int mails, int answers) {
    return database
        .sql(
            """
            insert into effect_follow_up (edition, session_id, department, stage, mails, answers)
            select :edition, :session, subpath(:unit::ltree, 0, :depth), :stage, :mails, :answers
             where nlevel(:unit::ltree) >= :depth
            on conflict (edition, session_id, department, stage) do update
               set mails = effect_follow_up.mails + excluded.mails,
                   answers = effect_follow_up.answers + excluded.answers
            """)
        .bind("edition", edition)
        .bind("session", session)
        .bind("unit", unit.path())
        .bind("depth", DEPARTMENT)
        .bind("stage", stage)
        .bind("mails", mails)
        .bind("answers", answers)
        .then();
  }

  Mono<Void> used(int edition, ChainEvent.Used used) {
    return database
        .sql(
            """
            insert into effect_usage (edition, department, month, role, entries)
            select :edition, subpath(:unit::ltree, 0, :depth), date_trunc('month', :day::date)::date,
                   :role, :entries
             where nlevel(:unit::ltree) >= :depth
            on conflict (edition, department, month, role) do update
               set entries = effect_usage.entries + excluded.entries
            """)
        .bind("edition", edition)
        .bind("unit", used.unit().path())
        .bind("depth", DEPARTMENT)
        .bind("day", used.day())
        .bind("role", used.role())
        .bind("entries", used.entries())
        .then();
  }

  Mono<Void> closed(int edition, ChainEvent.Closed closed) {
    return database
        .sql(
            """
            insert into effect_take_up (edition, department, month, closed, taken_up)
            select :edition, subpath(:unit::ltree, 0, :depth), date_trunc('month', :day::date)::date,
                   1, :takenUp
             where nlevel(:unit::ltree) >= :depth
            on conflict (edition, department, month) do update
               set closed = effect_take_up.closed + 1,
                   taken_up = effect_take_up.taken_up + excluded.taken_up
            """)
        .bind("edition", edition)
        .bind("unit", closed.unit().path())
        .bind("depth", DEPARTMENT)
        .bind("day", closed.closedOn())
        .bind("takenUp", closed.isTakenUp() ? 1 : 0)
        .then();
  }
}
