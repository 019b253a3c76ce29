package org.retzef.rights.takeup;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.rights.protection.FamilyKey;
import org.retzef.rights.takeup.Step.Authority;
import org.retzef.rights.takeup.Step.Channel;
import org.retzef.rights.takeup.Step.Decision;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Steps in the database; what was written about the family is sealed. */
@Repository
class Steps {

  private final DatabaseClient database;

  Steps(DatabaseClient database) {
    this.database = database;
  }

  /** Adds the step as the case's next one and answers its number. The case's row is locked. */
  Mono<Integer> add(TakeUpCase found, Step step, FamilyKey key, String by, Instant now) {
    String note = step.note();
    byte[] sealed = note == null ? null : key.seal(found.id(), note);
    return database
        .sql(
            """
            insert into take_up_step
              (case_id, number, kind, on_day, due_on, due_basis, done_on, authority, channel,
               accompanied, sealed_note, logged_by, logged_at)
            select :id, coalesce(max(number), 0) + 1, :kind, :on, :dueOn, :dueBasis, :doneOn,
                   :authority, :channel, :accompanied, :note, :by, :now
              from take_up_step
             where case_id = :id
            returning number
            """)
        .bind("id", found.id())
        .bind("kind", step.kind().name())
        .bind("on", step.on())
        .bind("dueOn", Parameters.in(R2dbcType.DATE, step.dueOn()))
        .bind("dueBasis", Parameters.in(R2dbcType.VARCHAR, step.dueBasis()))
        .bind("doneOn", Parameters.in(R2dbcType.DATE, step.doneOn()))
        .bind("authority", name(step.authority()))
        .bind("channel", name(step.channel()))
        .bind("accompanied", step.accompanied())
        .bind("note", sealed == null ? Parameters.in(byte[].class) : Parameters.in(sealed))
        .bind("by", by)
        .bind("now", now)
        .map(row -> row.get("number", Integer.class))
        .one();
  }

  private static io.r2dbc.spi.Parameter name(@Nullable Enum<?> code) {
    return Parameters.in(R2dbcType.VARCHAR, code == null ? null : code.name());
  }

  Mono<Void> complete(UUID caseId, int number, LocalDate on, @Nullable Decision decision) {
    return database
        .sql(
            """
            update take_up_step set done_on = :on, decision = :decision
             where case_id = :id and number = :number
            """)
        .bind("on", on)
        .bind("decision", name(decision))
        .bind("id", caseId)
        .bind("number", number)
        .then();
  }

  Mono<List<Step>> of(TakeUpCase found, FamilyKey key) {
    return database
        .sql(
            """
            select number, kind, on_day, due_on, due_basis, done_on, authority, decision, channel,
                   accompanied, sealed_note
              from take_up_step where case_id = :id order by number
            """)
        .bind("id", found.id())
        .map(row -> read(row, found.id(), key))
        .all()
        .collectList();
  }

  /** What is due in the caller's unit, the next one first; rights and notes do not stand here. */
  Mono<Page<Deadline>> due(Caller caller, LocalDate until, PageRequest page) {
    Deadline.Place place = page.after(Deadline.Place.FIRST, Deadline.Place::of);
    return database
        .sql(
            """
            select case_id, number, kind, due_on, due_basis, authority, family_id
              from take_up_step
              join take_up_case on take_up_case.id = case_id
              join known_family on known_family.id = family_id
             where done_on is null and due_on <= :until and closed_on is null
               and unit <@ :callerUnit::ltree and erased_at is null
               and (due_on, case_id, number) > (:day, :case, :number)
             order by due_on, case_id, number
             limit :limit
            """)
        .bind("until", until)
        .bind("callerUnit", caller.unitPath())
        .bind("day", place.dueOn())
        .bind("case", place.caseId())
        .bind("number", place.step())
        .bind("limit", page.limitPlusOne())
        .map(Deadline::of)
        .all()
        .collectList()
        .map(items -> Page.of(items, page, Deadline::place));
  }

  private static Step read(Readable row, UUID caseId, FamilyKey key) {
    String authority = row.get("authority", String.class);
    String decision = row.get("decision", String.class);
    String channel = row.get("channel", String.class);
    byte[] note = row.get("sealed_note", byte[].class);
    return new Step(
        row.get("number", Integer.class),
        Step.Kind.valueOf(row.get("kind", String.class)),
        row.get("on_day", LocalDate.class),
        row.get("due_on", LocalDate.class),
        row.get("due_basis", String.class),
        row.get("done_on", LocalDate.class),
        authority == null ? null : Authority.valueOf(authority),
        decision == null ? null : Decision.valueOf(decision),
        channel == null ? null : Channel.valueOf(channel),
        row.get("accompanied", Boolean.class),
        note == null ? null : key.open(caseId, note, String.class));
  }
}
