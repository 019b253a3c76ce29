package org.retzef.training.steering;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tasks in the database; that one is overdue is said by the database's day in Jerusalem. */
@Repository
class SteeringTasks {

  private static final String SELECT =
      """
      select task.id, meeting_id, decision, minutes -> 'decisions' -> decision ->> 'textHe' as decision_he,
             text_he, owner, due_on, done_on, version,
             done_on is null and due_on < (now() at time zone 'Asia/Jerusalem')::date as overdue
        from steering_task as task
        join steering_meeting as meeting on meeting.id = meeting_id
       where
      """;

  private final DatabaseClient database;
  private final Outbox outbox;

  SteeringTasks(DatabaseClient database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  Mono<Void> insert(UUID meetingId, List<MeetingRequest.Resolution> decisions) {
    return Flux.range(0, decisions.size())
        .concatMap(
            number -> {
              List<MeetingRequest.Assignment> tasks = decisions.get(number).tasks();
              return Flux.fromIterable(tasks == null ? List.of() : tasks)
                  .concatMap(task -> insert(meetingId, number, task));
            })
        .then();
  }

  private Mono<Void> insert(UUID meetingId, int decision, MeetingRequest.Assignment task) {
    return database
        .sql(
            """
            insert into steering_task (id, meeting_id, decision, text_he, owner, due_on, version)
            values (:id, :meeting, :decision, :textHe, :owner, :dueOn, 1)
            """)
        .bind("id", Ids.next())
        .bind("meeting", meetingId)
        .bind("decision", decision)
        .bind("textHe", task.textHe())
        .bind("owner", task.owner())
        .bind("dueOn", task.dueOn())
        .then();
  }

  /** A meeting's tasks, a list for each decision up to the last that has any. */
  Mono<List<List<SteeringTask>>> of(UUID meetingId) {
    return database
        .sql(SELECT + " meeting_id = :meeting order by decision, task.id")
        .bind("meeting", meetingId)
        .map(row -> new Numbered(row.get("decision", Integer.class), read(row)))
        .all()
        .collectList()
        .map(SteeringTasks::byDecision);
  }

  private record Numbered(int decision, SteeringTask task) {}

  private static List<List<SteeringTask>> byDecision(List<Numbered> all) {
    List<List<SteeringTask>> tasks = new ArrayList<>();
    for (Numbered one : all) {
      while (tasks.size() <= one.decision()) {
        tasks.add(new ArrayList<>());
      }
      tasks.get(one.decision()).add(one.task());
    }
    return tasks;
  }

  /** Not done, of all meetings that the caller sees, by day. */
  Mono<List<SteeringTask>> open(Caller caller, boolean onlyOverdue) {
    return database
        .sql(
            SELECT
                + " done_on is null and "
                + SteeringMeetings.SEEN
                + " order by due_on, task.id limit 500")
        .bind("callerUnit", caller.unitPath())
        .map(SteeringTasks::read)
        .all()
        .filter(task -> task.overdue() || !onlyOverdue)
        .collectList();
  }

  Mono<SteeringTask> finish(Caller caller, UUID id, ExpectedVersion expected, LocalDate doneOn) {
    return one(caller, id, SteeringMeetings.OWN + " for update of task")
        .doOnNext(task -> expected.orRefuse(task.version(), task))
        .flatMap(task -> finish(task, doneOn))
        .then(Mono.defer(() -> one(caller, id, SteeringMeetings.OWN)));
  }

  private Mono<Void> finish(SteeringTask task, LocalDate doneOn) {
    return database
        .sql(
            """
            with done as (
              update steering_task set done_on = :doneOn, version = version + 1 where id = :id
            )
            select unit::text as unit from steering_meeting where id = :meeting
            """)
        .bind("doneOn", doneOn)
        .bind("id", task.id())
        .bind("meeting", task.meetingId())
        .map(row -> new UnitPath(row.get("unit", String.class)))
        .one()
        .flatMap(
            unit ->
                outbox.append(
                    new SteeringEvent.TaskDone(task.meetingId(), task.id(), unit, doneOn)));
  }

  private Mono<SteeringTask> one(Caller caller, UUID id, String condition) {
    return database
        .sql(SELECT + " task.id = :id and " + condition)
        .bind("id", id)
        .bind("callerUnit", caller.unitPath())
        .map(SteeringTasks::read)
        .one()
        .switchIfEmpty(Mono.error(TaskNotFound::new));
  }

  private static SteeringTask read(Readable row) {
    return new SteeringTask(
        row.get("id", UUID.class),
        row.get("meeting_id", UUID.class),
        row.get("decision_he", String.class),
        row.get("text_he", String.class),
        row.get("owner", String.class),
        row.get("due_on", LocalDate.class),
        row.get("done_on", LocalDate.class),
        row.get("overdue", Boolean.class),
        row.get("version", Long.class));
  }
}
