package org.retzef.family.conflictofinterest;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.family.registration.FamilyNotFound;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Conflicts of interest in the database. */
@Repository
public class ConflictsOfInterest {

  private static final String COLUMNS =
      "id, family_id, worker, tie, declared_by, declared_at, ended_by, ended_at, version";

  private static final String SELECT = "select " + COLUMNS + " from conflict_of_interest ";

  private final DatabaseClient database;

  ConflictsOfInterest(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Fails with {@link FamilyNotFound}, too, where the family is in no unit of the caller's. Nothing
   * else is asked: who is close to a family may say so before seeing anything of it, and so may a
   * supervisor, who decides on its requests and never sees its file.
   */
  Mono<Void> requireFamily(Caller caller, UUID familyId) {
    return AuditedRequest.touch(familyId)
        .then(
            database
                .sql(
                    """
                    select id from family
                     where id = :id and unit <@ :callerUnit::ltree and merged_into is null
                    """)
                .bind("id", familyId)
                .bind("callerUnit", caller.unitPath())
                .mapValue(UUID.class)
                .one()
                .switchIfEmpty(Mono.error(FamilyNotFound::new)))
        .then();
  }

  /** Fails with {@link BelongsToFamily} where the caller is known to: the decision is another's. */
  public Mono<Void> requireNoneOf(Caller caller, UUID familyId) {
    return database
        .sql(
            """
            select true from conflict_of_interest
             where family_id = :familyId and worker = :worker and ended_at is null
            """)
        .bind("familyId", familyId)
        .bind("worker", caller.subject())
        .mapValue(Boolean.class)
        .one()
        .flatMap(known -> Mono.error(new BelongsToFamily()));
  }

  /** Fails with {@link DeclaredAlready} while the worker has one with this family. */
  Mono<ConflictOfInterest> insert(
      UUID id, UUID familyId, String worker, ConflictOfInterest.Tie tie, Caller by) {
    return database
        .sql(
            """
            insert into conflict_of_interest (id, family_id, worker, tie, declared_by)
            values (:id, :familyId, :worker, :tie, :by)
            on conflict (family_id, worker) where ended_at is null do nothing
            returning
            """
                + COLUMNS)
        .bind("id", id)
        .bind("familyId", familyId)
        .bind("worker", worker)
        .bind("tie", tie.name())
        .bind("by", by.subject())
        .map(ConflictsOfInterest::read)
        .one()
        .switchIfEmpty(Mono.error(DeclaredAlready::new));
  }

  Mono<ConflictOfInterest> find(UUID familyId, UUID id) {
    return findBy("where family_id = :familyId and id = :id", familyId, id);
  }

  /** As {@link #find}, and nobody else changes it until this transaction ends. */
  Mono<ConflictOfInterest> lock(UUID familyId, UUID id) {
    return findBy("where family_id = :familyId and id = :id for update", familyId, id);
  }

  private Mono<ConflictOfInterest> findBy(String condition, UUID familyId, UUID id) {
    return database
        .sql(SELECT + condition)
        .bind("familyId", familyId)
        .bind("id", id)
        .map(ConflictsOfInterest::read)
        .one()
        .switchIfEmpty(Mono.error(ConflictOfInterestNotFound::new));
  }

  /** With those of the same worker that wait with families that were merged into this one. */
  Flux<ConflictOfInterest> end(ConflictOfInterest conflict, Caller by) {
    return database
        .sql(
            """
            with recursive whole (of_family) as (
              select :familyId::uuid
              union all
              select id from family join whole on merged_into = of_family)
            update conflict_of_interest
               set ended_by = :by, ended_at = now(), version = version + 1
              from whole
             where family_id = of_family and worker = :worker and ended_at is null
            returning
            """
                + COLUMNS)
        .bind("familyId", conflict.familyId())
        .bind("worker", conflict.worker())
        .bind("by", by.subject())
        .map(ConflictsOfInterest::read)
        .all();
  }

  /**
   * @param whose of this worker only; empty for all
   */
  Mono<Page<ConflictOfInterest>> of(UUID familyId, String whose, PageRequest page) {
    return database
        .sql(
            SELECT
                + """
                where family_id = :familyId and :whose in ('', worker) and id > :after
                order by id limit :limit
                """)
        .bind("familyId", familyId)
        .bind("whose", whose)
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(ConflictsOfInterest::read)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, conflict -> conflict.id().toString()));
  }

  private static ConflictOfInterest read(Readable row) {
    return new ConflictOfInterest(
        row.get("id", UUID.class),
        row.get("family_id", UUID.class),
        row.get("worker", String.class),
        ConflictOfInterest.Tie.valueOf(row.get("tie", String.class)),
        row.get("declared_by", String.class),
        row.get("declared_at", Instant.class),
        row.get("ended_by", String.class),
        row.get("ended_at", Instant.class),
        row.get("version", Long.class));
  }
}
