package org.retzef.family.transfer;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.family.protection.FamilyErased;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Transfers in the database. */
@Repository
class Transfers {

  private static final String COLUMNS =
      """
      id, family_id, from_unit::text as from_unit, to_unit::text as to_unit, status, proposed_at,
      answered_at, version
      """;

  /** Of a merged family waits until the merger is undone, unless its survivor has taken it over. */
  private static final String SELECT =
      "select "
          + COLUMNS
          + """
             from family_transfer
            where exists (select from family where family.id = family_id and merged_into is null)
              and
            """;

  private final DatabaseClient database;

  Transfers(DatabaseClient database) {
    this.database = database;
  }

  /** Fails with {@link TransferUnderWay} where the unique index finds another. */
  Mono<Transfer> propose(UUID id, UUID familyId, UnitPath from, UnitPath to, Caller by) {
    return database
        .sql(
            """
            insert into family_transfer (id, family_id, from_unit, to_unit, status, proposed_by)
            values (:id, :familyId, :from::ltree, :to::ltree, 'PROPOSED', :by)
            returning
            """
                + COLUMNS)
        .bind("id", id)
        .bind("familyId", familyId)
        .bind("from", from.path())
        .bind("to", to.path())
        .bind("by", by.subject())
        .map(Transfers::read)
        .one()
        .onErrorMap(DataIntegrityViolationException.class, second -> new TransferUnderWay());
  }

  /** For both sides; fails with {@link TransferNotFound}. */
  Mono<Transfer> find(Caller caller, UUID id) {
    return findBy(
        SELECT
            + """
              id = :id
                and (from_unit <@ :callerUnit::ltree or to_unit <@ :callerUnit::ltree)
              """,
        caller,
        id);
  }

  /** For who is to answer it; nobody else changes it until this transaction ends. */
  Mono<Transfer> lockIncoming(Caller caller, UUID id) {
    return findBy(SELECT + "id = :id and to_unit <@ :callerUnit::ltree for update", caller, id);
  }

  private Mono<Transfer> findBy(String sql, Caller caller, UUID id) {
    return database
        .sql(sql)
        .bind("id", id)
        .bind("callerUnit", caller.unitPath())
        .map(Transfers::read)
        .one()
        .switchIfEmpty(Mono.error(TransferNotFound::new))
        .delayUntil(transfer -> AuditedRequest.touch(transfer.familyId()));
  }

  Mono<Page<Transfer>> seenBy(Caller caller, Direction direction, PageRequest page) {
    String unit = direction == Direction.INCOMING ? "to_unit" : "from_unit";
    return database
        .sql(SELECT + unit + " <@ :callerUnit::ltree and id > :after order by id limit :limit")
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Transfers::read)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, transfer -> transfer.id().toString()))
        .delayUntil(
            shown -> AuditedRequest.touch(shown.items().stream().map(Transfer::familyId).toList()));
  }

  Mono<Transfer> answer(Caller caller, UUID id, Transfer.Status answer) {
    return database
        .sql(
            """
            update family_transfer
               set status = :answer, answered_by = :by, answered_at = now(), version = version + 1
             where id = :id
            returning
            """
                + COLUMNS)
        .bind("answer", answer.name())
        .bind("by", caller.subject())
        .bind("id", id)
        .map(Transfers::read)
        .one();
  }

  /**
   * The family belongs to its new department, with what was merged into it, and nobody of the old
   * one holds it any more. Waits for whoever changes something of the family just now. Fails with
   * {@link FamilyErased} where it is erased, and with {@link TransferOutdated} where it is not in
   * the old department: the transfer came to it with a merged family of another one.
   */
  Mono<Void> move(Transfer transfer) {
    return database
        .sql(
            """
            with recursive place as (
              select id from family
               where id = :familyId and unit = :from::ltree and erased_at is null for update
            ), whole as (
              select id from place
              union all
              select merged.id from family merged join whole on merged.merged_into = whole.id)
            update family set unit = :to::ltree, version = version + 1
              from whole where family.id = whole.id
            returning family.id
            """)
        .bind("to", transfer.toUnit().path())
        .bind("from", transfer.fromUnit().path())
        .bind("familyId", transfer.familyId())
        .mapValue(UUID.class)
        .all()
        .collectList()
        .filter(moved -> !moved.isEmpty())
        .switchIfEmpty(Mono.defer(() -> notMoved(transfer)))
        .flatMap(this::endAssignments);
  }

  private <T> Mono<T> notMoved(Transfer transfer) {
    return database
        .sql("select erased_at is not null as erased from family where id = :familyId")
        .bind("familyId", transfer.familyId())
        .mapValue(Boolean.class)
        .one()
        .flatMap(erased -> Mono.error(erased ? new FamilyErased() : new TransferOutdated()));
  }

  private Mono<Void> endAssignments(List<UUID> families) {
    return database
        .sql(
            """
            update assignment
               set status = 'ENDED', ended_at = now(), version = version + 1
             where family_id = any (:families) and status in ('PROPOSED', 'ACTIVE')
            """)
        .bind("families", families.toArray(UUID[]::new))
        .then();
  }

  private static Transfer read(Readable row) {
    return new Transfer(
        row.get("id", UUID.class),
        row.get("family_id", UUID.class),
        new UnitPath(row.get("from_unit", String.class)),
        new UnitPath(row.get("to_unit", String.class)),
        Transfer.Status.valueOf(row.get("status", String.class)),
        row.get("proposed_at", Instant.class),
        row.get("answered_at", Instant.class),
        row.get("version", Long.class));
  }
}
