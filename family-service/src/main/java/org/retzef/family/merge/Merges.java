package org.retzef.family.merge;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.family.merge.Merge.Reason;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Mergers in the database, with the notes of which rows they moved. */
@Repository
class Merges {

  /** Whoever may take a merger back sees both families. */
  private static final String SELECT =
      """
      select merge.id, survivor_id, merged_id, reason, merged_by, merged_at, undone_by, undone_at,
             merge.version
        from family_merge merge
        join family survivor on survivor.id = survivor_id and survivor.unit <@ :callerUnit::ltree
        join family merged on merged.id = merged_id and merged.unit <@ :callerUnit::ltree
      """;

  private final DatabaseClient database;

  Merges(DatabaseClient database) {
    this.database = database;
  }

  Mono<Merge> find(Caller caller, UUID id) {
    return one(SELECT + " where merge.id = :id", caller, id);
  }

  /** Nobody else undoes it, or changes one of its families, until this transaction ends. */
  Mono<Merge> lock(Caller caller, UUID id) {
    return one(SELECT + " where merge.id = :id for update of merge", caller, id)
        .delayUntil(merge -> lockFamilies(merge.survivorId(), merge.mergedId()));
  }

  private Mono<Merge> one(String sql, Caller caller, UUID id) {
    return database
        .sql(sql)
        .bind("callerUnit", caller.unitPath())
        .bind("id", id)
        .map(Merges::read)
        .one()
        .delayUntil(merge -> AuditedRequest.touch(familiesOf(List.of(merge))))
        .switchIfEmpty(Mono.error(MergeNotFound::new));
  }

  private static List<UUID> familiesOf(List<Merge> merges) {
    return merges.stream()
        .flatMap(merge -> Stream.of(merge.survivorId(), merge.mergedId()))
        .toList();
  }

  /** In one order, so that two mergers never wait for each other. */
  private Mono<Void> lockFamilies(UUID one, UUID other) {
    return database
        .sql("select id from family where id in (:one, :other) order by id for update")
        .bind("one", one)
        .bind("other", other)
        .then();
  }

  /** Newest first. */
  Mono<Page<Merge>> seenBy(Caller caller, @Nullable UUID familyId, PageRequest page) {
    var query =
        database
            .sql(
                SELECT
                    + """
                       where (:familyId::uuid is null or :familyId in (survivor_id, merged_id))
                         and merge.id < :before
                       order by merge.id desc
                       limit :limit
                      """)
            .bind("callerUnit", caller.unitPath())
            .bind("before", page.after(new UUID(-1, -1), UUID::fromString))
            .bind("limit", page.limitPlusOne());
    query =
        familyId == null
            ? query.bindNull("familyId", UUID.class)
            : query.bind("familyId", familyId);
    return query
        .map(Merges::read)
        .all()
        .collectList()
        .map(merges -> Page.of(merges, page, merge -> merge.id().toString()))
        .delayUntil(shown -> AuditedRequest.touch(familiesOf(shown.items())));
  }

  Mono<Boolean> enrolmentsOverlap(UUID one, UUID other) {
    return database
        .sql(
            """
            select exists (
              select from enrolment one join enrolment other on one.track = other.track
               where one.family_id = :one and other.family_id = :other
                 and coalesce(one.end_date >= greatest(one.start_date, other.start_date), true)
                 and coalesce(other.end_date >= greatest(one.start_date, other.start_date), true))
                   as overlap
            """)
        .bind("one", one)
        .bind("other", other)
        .map(row -> row.get("overlap", Boolean.class))
        .one();
  }

  Mono<Void> insert(Merge merge) {
    return database
        .sql(
            """
            insert into family_merge (id, survivor_id, merged_id, reason, merged_by, merged_at)
            values (:id, :survivor, :merged, :reason, :by, :at)
            """)
        .bind("id", merge.id())
        .bind("survivor", merge.survivorId())
        .bind("merged", merge.mergedId())
        .bind("reason", merge.reasonCode().name())
        .bind("by", merge.mergedBy())
        .bind("at", merge.mergedAt())
        .then();
  }

  Mono<Void> undo(Merge undone) {
    return database
        .sql(
            """
            update family_merge set undone_by = :by, undone_at = :at, version = :version
             where id = :id
            """)
        .bind("by", String.valueOf(undone.undoneBy()))
        .bind("at", undone.undoneAt() == null ? Instant.EPOCH : undone.undoneAt())
        .bind("version", undone.version())
        .bind("id", undone.id())
        .then();
  }

  /** Both families have changed: whoever saw them before must look again. */
  Mono<Void> point(Merge merge, boolean merged) {
    return database
        .sql(
            """
            update family
               set merged_into = case when :isMerged and id = :merged then :survivor::uuid
                                      when id = :survivor then merged_into end,
                   version = version + 1
             where id in (:survivor, :merged)
            """)
        .bind("isMerged", merged)
        .bind("merged", merge.mergedId())
        .bind("survivor", merge.survivorId())
        .then();
  }

  /** The places of the two now. */
  Mono<Places> places(Merge merge) {
    return database
        .sql(
            """
            select survivor.unit::text as unit, merged.unit::text as merged_unit,
                   survivor.merged_into is not null or exists (
                     select from family_merge later
                      where later.survivor_id = :survivor and later.undone_at is null
                        and later.id > :merge
                        and (exists (
                               select from family_merge_member theirs
                                 join family_merge_member ours on ours.member_id = theirs.twin_id
                                where theirs.merge_id = later.id and ours.merge_id = :merge)
                             or exists (
                               select from family_merge_row theirs
                                 join family_merge_row ours using (table_name, family_column)
                                where theirs.merge_id = later.id and theirs.waits
                                  and ours.merge_id = :merge and not ours.waits))) as built_upon
              from family survivor, family merged
             where survivor.id = :survivor and merged.id = :merged
            """)
        .bind("merge", merge.id())
        .bind("survivor", merge.survivorId())
        .bind("merged", merge.mergedId())
        .map(
            row ->
                new Places(
                    new UnitPath(row.get("unit", String.class)),
                    new UnitPath(row.get("merged_unit", String.class)),
                    row.get("built_upon", Boolean.class)))
        .one();
  }

  /**
   * @param builtUpon whether a later merger rests on this one: of the survivor itself into another
   *     family, or into the survivor of a family with a member who came with this one already, or
   *     with a row that may wait behind one that came with it
   */
  record Places(UnitPath unit, UnitPath mergedUnit, boolean builtUpon) {}

  /** Mergers of the last hour that hold. */
  Mono<List<UUID>> recent() {
    return database
        .sql(
            """
            select id from family_merge
             where undone_at is null and merged_at > now() - interval '1 hour'
             order by id
            """)
        .map(row -> row.get("id", UUID.class))
        .all()
        .collectList();
  }

  /** Empty if it does not hold any more, or if somebody is busy with it. */
  Mono<Merge> holding(UUID id) {
    return database
        .sql(
            """
            select id, survivor_id, merged_id, reason, merged_by, merged_at, undone_by, undone_at,
                   version
              from family_merge
             where id = :id and undone_at is null
               for update skip locked
            """)
        .bind("id", id)
        .map(Merges::read)
        .one();
  }

  private static Merge read(Readable row) {
    return new Merge(
        row.get("id", UUID.class),
        row.get("survivor_id", UUID.class),
        row.get("merged_id", UUID.class),
        Reason.valueOf(row.get("reason", String.class)),
        row.get("merged_by", String.class),
        row.get("merged_at", Instant.class),
        row.get("undone_by", String.class),
        row.get("undone_at", Instant.class),
        row.get("version", Long.class));
  }
}
