package org.retzef.family.emergencyaccess;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.protection.FamilyKeys;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Openings in the database, their reasons sealed with the families' keys. */
@Repository
class EmergencyAccesses {

  private static final String SELECT =
      """
      select opened.id, opened.family_id, opened.worker, opened.worker_unit::text as worker_unit,
             opened.sealed_reason, opened.opened_at, opened.closes_at, family_key.wrapped_key
        from emergency_access opened
        left join family_key on family_key.family_id = opened.family_id
      """;

  private final DatabaseClient database;
  private final FamilyKeys keys;

  EmergencyAccesses(DatabaseClient database, FamilyKeys keys) {
    this.database = database;
    this.keys = keys;
  }

  /** Whoever asks twice at once is let in once: the second waits, and sees the family by then. */
  Mono<Void> waitForOwn(Caller worker, UUID familyId) {
    return database
        .sql("select pg_advisory_xact_lock(hashtextextended(:worker || ' ' || :familyId, 0))")
        .bind("worker", worker.subject())
        .bind("familyId", familyId.toString())
        .then();
  }

  /** For three hours of the database's clock. */
  Mono<OpenedFamily> open(UUID id, Caller worker, OpenRequest request) {
    return keys.of(request.familyId())
        .map(key -> key.seal(id, request.reason()))
        .flatMap(
            reason ->
                database
                    .sql(
                        """
                        insert into emergency_access
                          (id, family_id, worker, worker_unit, sealed_reason)
                        values (:id, :familyId, :worker, :unit::ltree, :reason)
                        returning opened_at, closes_at
                        """)
                    .bind("id", id)
                    .bind("familyId", request.familyId())
                    .bind("worker", worker.subject())
                    .bind("unit", worker.unitPath())
                    .bind("reason", reason)
                    .map(
                        row ->
                            new OpenedFamily(
                                id,
                                request.familyId(),
                                row.get("opened_at", Instant.class),
                                row.get("closes_at", Instant.class)))
                    .one());
  }

  Mono<Page<EmergencyAccess>> of(UUID familyId, PageRequest page) {
    return pageOf(
        database
            .sql(
                SELECT
                    + """
                       where opened.family_id = :familyId and opened.id > :after
                       order by opened.id limit :limit
                      """)
            .bind("familyId", familyId),
        page);
  }

  /** Openings of a unit's families by workers who are not of their department, oldest first. */
  Mono<Page<EmergencyAccess>> inUnit(Caller caller, UnitPath unit, PageRequest page) {
    return pageOf(
        database
            .sql(
                SELECT
                    + """
                        join family on family.id = opened.family_id and family.unit <@ :unit::ltree
                         and family.unit <@ :callerUnit::ltree
                       where opened.id > :after
                       order by opened.id limit :limit
                      """)
            .bind("unit", unit.path())
            .bind("callerUnit", caller.unitPath()),
        page);
  }

  private Mono<Page<EmergencyAccess>> pageOf(
      DatabaseClient.GenericExecuteSpec query, PageRequest page) {
    return query
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(this::read)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, opened -> opened.id().toString()));
  }

  private EmergencyAccess read(Readable row) {
    UUID id = row.get("id", UUID.class);
    UUID familyId = row.get("family_id", UUID.class);
    return new EmergencyAccess(
        id,
        familyId,
        row.get("worker", String.class),
        new UnitPath(row.get("worker_unit", String.class)),
        reason(id, familyId, row),
        row.get("opened_at", Instant.class),
        row.get("closes_at", Instant.class));
  }

  private @Nullable String reason(UUID id, UUID familyId, Readable row) {
    byte[] key = row.get("wrapped_key", byte[].class);
    return key == null
        ? null
        : keys.open(familyId, key).open(id, row.get("sealed_reason", byte[].class), String.class);
  }
}
