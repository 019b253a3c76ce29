package org.retzef.family.merge;

import io.r2dbc.spi.R2dbcException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What hangs on a family that is merged: its members and its rows, there and back. */
@Repository
class MergedRows {

  private final DatabaseClient database;

  MergedRows(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Makes the merged family's members fit into the survivor, and notes what they were: who is there
   * already was recorded twice, and a household has one head.
   */
  Mono<Void> fitMembers(Merge merge, List<SamePeople.Twin> recordedTwice) {
    return database
        .sql(
            """
            with before as (
              insert into family_merge_member
                (merge_id, member_id, relation, relation_since, left_on, leave_reason,
                 recorded_twice, twin_id)
              select :merge, id, relation, relation_since, left_on, leave_reason,
                     twin is not null, twin
                from member
                left join unnest(:twice::uuid[], :twins::uuid[]) as pair (twice, twin)
                  on twice = id
               where family_id = :merged
              returning member_id)
            update member
               set relation = case when id = any(:twice) or relation <> 'HEAD' or left_on is not null
                                   then relation else 'OTHER' end,
                   left_on = case when id = any(:twice) then joined_on else left_on end,
                   leave_reason = case when id = any(:twice) then 'RECORDED_IN_ERROR'
                                       else leave_reason end
              from before
             where id = member_id
            """)
        .bind("merge", merge.id())
        .bind("merged", merge.mergedId())
        .bind("twice", ids(recordedTwice, SamePeople.Twin::merged))
        .bind("twins", ids(recordedTwice, SamePeople.Twin::survivors))
        .then();
  }

  private static UUID[] ids(
      List<SamePeople.Twin> twins, Function<SamePeople.Twin, UUID> ofWhichFamily) {
    return twins.stream().map(ofWhichFamily).toArray(UUID[]::new);
  }

  /**
   * Takes back what {@link #fitMembers} did, and nothing that was recorded since. Fails with {@link
   * MergeInTheWay} where one of the families would have two heads now, or none.
   */
  Mono<Void> restoreMembers(Merge merge) {
    return database
        .sql(
            """
            with undone as (
              select member_id,
                     recorded_twice and now.left_on = now.joined_on
                       and now.leave_reason = 'RECORDED_IN_ERROR' as returns,
                     before.relation = 'HEAD' and before.left_on is null and not recorded_twice
                       and now.relation = 'OTHER'
                       and now.relation_since = before.relation_since as leads
                from family_merge_member before
                join member now on now.id = before.member_id
               where merge_id = :merge)
            update member
               set relation = case when leads then 'HEAD' else relation end,
                   left_on = case when returns then null else left_on end,
                   leave_reason = case when returns then null else leave_reason end
              from undone
             where member.id = member_id and (returns or leads)
            """)
        .bind("merge", merge.id())
        .then()
        .onErrorMap(MergedRows::isInTheWay, twoHeads -> new MergeInTheWay())
        .then(requireHeads(merge));
  }

  private Mono<Void> requireHeads(Merge merge) {
    return database
        .sql(
            """
            select count(*) = 2 from member
             where family_id in (:merged, :survivor) and relation = 'HEAD' and left_on is null
            """)
        .bind("merged", merge.mergedId())
        .bind("survivor", merge.survivorId())
        .mapValue(Boolean.class)
        .one()
        .filter(Boolean::booleanValue)
        .switchIfEmpty(Mono.error(MergeInTheWay::new))
        .then();
  }

  /** How many rows of the merged family are the survivor's now and were not before. */
  Mono<Integer> move(Merge merge) {
    return keepWithdrawn(merge)
        .then(
            database
                .sql("select move_merged_rows(:merge, :merged, :survivor) as moved")
                .bind("merge", merge.id())
                .bind("merged", merge.mergedId())
                .bind("survivor", merge.survivorId())
                .map(row -> row.get("moved", Integer.class))
                .one());
  }

  /** What the survivor has withdrawn, no older consent of the merged family gives again. */
  private Mono<Void> keepWithdrawn(Merge merge) {
    return database
        .sql(
            """
            insert into family_merge_row (merge_id, table_name, family_column, row_key, waits)
            select distinct :merge::uuid, 'consent', 'family_id',
                   jsonb_build_object('id', older.id), true
              from consent older
              join consent withdrawn using (partner, purpose)
             where older.family_id = :merged and older.withdrawn_how is null
               and withdrawn.family_id = :survivor and withdrawn.withdrawn_how is not null
               and older.during && withdrawn.during
            on conflict do nothing
            """)
        .bind("merge", merge.id())
        .bind("merged", merge.mergedId())
        .bind("survivor", merge.survivorId())
        .then();
  }

  Mono<Void> moveBack(Merge merge) {
    return database
        .sql("select move_rows_back(:merge, :merged, :survivor)")
        .bind("merge", merge.id())
        .bind("merged", merge.mergedId())
        .bind("survivor", merge.survivorId())
        .then()
        .onErrorMap(MergedRows::isInTheWay, taken -> new MergeInTheWay());
  }

  private static boolean isInTheWay(Throwable failure) {
    return failure.getCause() instanceof R2dbcException database
        && ("23505".equals(database.getSqlState()) || "23P01".equals(database.getSqlState()));
  }
}
