package org.retzef.family.assignment;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Assignments in the database, of families that the caller was let in to before. */
@Repository
class Assignments {

  private static final String COLUMNS =
      """
      id, family_id, worker, field_role, status, proposed_at, accepted_at, ended_at, version
      """;

  private static final String SELECT = "select " + COLUMNS + " from assignment ";

  private final DatabaseClient database;

  Assignments(DatabaseClient database) {
    this.database = database;
  }

  /** Ends the time of whoever has this role with the family, if anybody has. */
  Mono<Void> handOver(UUID familyId, FieldRole role) {
    return database
        .sql(
            """
            update assignment
               set status = 'HANDED_OVER', ended_at = now(), version = version + 1
             where family_id = :familyId and field_role = :role
               and status in ('PROPOSED', 'ACTIVE')
            """)
        .bind("familyId", familyId)
        .bind("role", role.name())
        .then();
  }

  /** Fails with {@link AlreadyAssigned} where the unique indexes find another. */
  Mono<Assignment> propose(
      UUID id, UUID familyId, UnitPath unit, AssignRequest request, Caller by) {
    return database
        .sql(
            """
            insert into assignment (id, family_id, unit, worker, field_role, status, proposed_by)
            values (:id, :familyId, :unit::ltree, :worker, :role, 'PROPOSED', :by)
            returning
            """
                + COLUMNS)
        .bind("id", id)
        .bind("familyId", familyId)
        .bind("unit", unit.path())
        .bind("worker", request.worker())
        .bind("role", request.fieldRole().name())
        .bind("by", by.subject())
        .map(Assignments::read)
        .one()
        .onErrorMap(DataIntegrityViolationException.class, twice -> new AlreadyAssigned());
  }

  Mono<Assignment> find(UUID familyId, UUID id) {
    return findBy(SELECT + "where family_id = :familyId and id = :id", familyId, id);
  }

  /** As {@link #find}, and nobody else changes it until this transaction ends. */
  Mono<Assignment> lock(UUID familyId, UUID id) {
    return findBy(SELECT + "where family_id = :familyId and id = :id for update", familyId, id);
  }

  private Mono<Assignment> findBy(String sql, UUID familyId, UUID id) {
    return database
        .sql(sql)
        .bind("familyId", familyId)
        .bind("id", id)
        .map(Assignments::read)
        .one()
        .switchIfEmpty(Mono.error(AssignmentNotFound::new));
  }

  Mono<Assignment> accept(UUID id) {
    return become(id, "status = 'ACTIVE', accepted_at = now()");
  }

  /** Closes it in one of the ways in which an assignment ends. */
  Mono<Assignment> close(UUID id, Assignment.Status how) {
    return become(id, "status = '" + how.name() + "', ended_at = now()");
  }

  private Mono<Assignment> become(UUID id, String change) {
    return database
        .sql(
            "update assignment set "
                + change
                + ", version = version + 1 where id = :id returning "
                + COLUMNS)
        .bind("id", id)
        .map(Assignments::read)
        .one();
  }

  Mono<Page<Assignment>> of(UUID familyId, PageRequest page) {
    return pageOf("family_id = :key", familyId, page);
  }

  /**
   * What the worker holds or is to answer, in all families that there are; in a merged one it
   * waits, and of an erased one there is nothing left to do. Read off an index of open ones, and of
   * each its family is asked (decision 0118).
   */
  Mono<Page<Assignment>> openOf(Caller worker, PageRequest page) {
    return pageOf(
        """
        worker = (select :key::text) and status in ('PROPOSED', 'ACTIVE')
          and exists (select from family where family.id = family_id
                        and merged_into is null and erased_at is null offset 0)
        """,
        worker.subject(),
        page);
  }

  private Mono<Page<Assignment>> pageOf(String condition, Object key, PageRequest page) {
    return database
        .sql(
            SELECT
                + "where "
                + condition
                + " and id > (select :after::uuid) order by id limit (select :limit::integer)")
        .bind("key", key)
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Assignments::read)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, assignment -> assignment.id().toString()))
        .delayUntil(
            shown ->
                AuditedRequest.touch(shown.items().stream().map(Assignment::familyId).toList()));
  }

  /** Over the assignments that were proposed from a day to a day, the last one included. */
  Mono<Measures> measures(UnitPath unit, LocalDate from, LocalDate to) {
    return database
        .sql(
            """
            select count(*) as proposed,
                   count(accepted_at) as accepted,
                   count(*) filter (where status = 'DECLINED') as declined,
                   count(*) filter (where status = 'PROPOSED') as waiting,
                   percentile_cont(0.5) within group (
                     order by extract(epoch from accepted_at - proposed_at) / 86400)
                     filter (where accepted_at is not null) as median_days,
                   max(extract(epoch from now() - proposed_at) / 86400)
                     filter (where status = 'PROPOSED') as longest_wait
              from assignment
             where unit <@ :unit::ltree
               and proposed_at >= :from::date at time zone 'Asia/Jerusalem'
               and proposed_at < (:to::date + 1) at time zone 'Asia/Jerusalem'
            """)
        .bind("unit", unit.path())
        .bind("from", from)
        .bind("to", to)
        .map(row -> readMeasures(unit, row))
        .one();
  }

  private static Measures readMeasures(UnitPath unit, Readable row) {
    return new Measures(
        unit,
        count(row, "proposed"),
        count(row, "accepted"),
        count(row, "declined"),
        count(row, "waiting"),
        row.get("median_days", Double.class),
        row.get("longest_wait", Double.class));
  }

  private static long count(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Long.class));
  }

  private static Assignment read(Readable row) {
    return new Assignment(
        row.get("id", UUID.class),
        row.get("family_id", UUID.class),
        row.get("worker", String.class),
        FieldRole.valueOf(row.get("field_role", String.class)),
        Assignment.Status.valueOf(row.get("status", String.class)),
        row.get("proposed_at", Instant.class),
        row.get("accepted_at", Instant.class),
        row.get("ended_at", Instant.class),
        row.get("version", Long.class));
  }
}
