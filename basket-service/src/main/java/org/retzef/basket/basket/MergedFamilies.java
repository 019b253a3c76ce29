package org.retzef.basket.basket;

import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Whose baskets they are once families were merged, and for whom workers' ties hold. A merger is
 * told with the survivor's events and an enrolment with its family's, on two threads and in any
 * order: a basket belongs to whoever has taken its family in, whichever came first. The money stays
 * in the basket's accounts.
 */
@Repository
class MergedFamilies {

  /** Whose a family is: the end of its way. Bounded, as mergers may be heard of in any order. */
  static final String WAY =
      """
      with recursive way (start, family, unit, depth) as (
        select id, id, null::ltree, 0 from unnest(%s::uuid[]) as id
        union all
        select start, next.survivor_id, next.unit, depth + 1
          from way
         cross join lateral (
                 select survivor_id, merged_family.unit from merged_family
                  where merged_family.family_id = way.family
                  order by merge_id desc limit 1) as next
         where depth < 20),
      owner as (
        select distinct on (start) start, family, unit from way order by start, depth desc)
      """;

  private final DatabaseClient database;
  private final ReceiptsOfBaskets receipts;

  MergedFamilies(DatabaseClient database, ReceiptsOfBaskets receipts) {
    this.database = database;
    this.receipts = receipts;
  }

  /** The enrolment as its basket is to be opened; no merger is taken in until the commit. */
  Mono<EnrolledFamily> ownerOf(EnrolledFamily enrolled) {
    return hold().then(Mono.defer(() -> owner(enrolled)));
  }

  private Mono<EnrolledFamily> owner(EnrolledFamily enrolled) {
    return database
        .sql(WAY.formatted("array[:family]") + "select family, unit::text as unit from owner")
        .bind("family", enrolled.familyId())
        .map(
            row -> {
              String unit = row.get("unit", String.class);
              return new EnrolledFamily(
                  row.get("family", UUID.class),
                  enrolled.enrolmentId(),
                  unit == null ? enrolled.unit() : new UnitPath(unit),
                  enrolled.programme(),
                  enrolled.track(),
                  enrolled.startDate(),
                  enrolled.endDate());
            })
        .one();
  }

  /** No merger is taken in until the commit. */
  Mono<Void> hold() {
    return lock("pg_advisory_xact_lock_shared");
  }

  /** Keeps a worker's tie, for the family that it holds for now. */
  Mono<Void> take(ChangedConflict conflict) {
    return hold()
        .then(
            Mono.defer(
                () ->
                    database
                        .sql(
                            WAY.formatted("array[:family]")
                                + """
                                insert into conflict_of_interest
                                  (id, declared_for, family_id, worker, ended)
                                select :id, :family, owner.family, :worker, :ended from owner
                                on conflict (id) do update set ended = excluded.ended
                                """)
                        .bind("id", conflict.conflictId())
                        .bind("family", conflict.familyId())
                        .bind("worker", conflict.worker())
                        .bind("ended", conflict.status() == ChangedConflict.Status.ENDED)
                        .then()));
  }

  /** Gives baskets, receipts, what was donated, and workers' ties to whom they belong now. */
  Mono<Void> take(MergedFamily merged) {
    return lock("pg_advisory_xact_lock")
        .then(Mono.defer(() -> merged.undone() ? forget(merged) : keep(merged)))
        .then(Mono.defer(() -> receipts.lock(merged.mergedFamilyId(), merged.familyId())))
        .then(Mono.defer(() -> move(merged)))
        .then(Mono.defer(() -> receipts.follow(merged.mergedFamilyId(), merged.familyId())));
  }

  private Mono<Void> lock(String kind) {
    return database.sql("select " + kind + "(hashtext('basket.merged'))").then();
  }

  private Mono<Void> keep(MergedFamily merged) {
    return database
        .sql(
            """
            insert into merged_family (merge_id, family_id, survivor_id, unit)
            values (:merge, :family, :survivor, :unit::ltree)
            on conflict do nothing
            """)
        .bind("merge", merged.mergeId())
        .bind("family", merged.mergedFamilyId())
        .bind("survivor", merged.familyId())
        .bind("unit", merged.unit().path())
        .then();
  }

  private Mono<Void> forget(MergedFamily merged) {
    return database
        .sql("delete from merged_family where merge_id = :merge")
        .bind("merge", merged.mergeId())
        .then();
  }

  /** Of all that were ever of one of the two: what one of them has taken in before, too. */
  private Mono<Void> move(MergedFamily merged) {
    return database
        .sql(
            WAY.formatted(
                    """
                    array(select distinct opened_for from basket
                           where opened_for in (:family, :survivor)
                              or family_id in (:family, :survivor)
                          union
                          select declared_for from conflict_of_interest
                           where declared_for in (:family, :survivor)
                              or family_id in (:family, :survivor)
                          union
                          select given_to from donation_distribution
                           where given_to in (:family, :survivor)
                              or family_id in (:family, :survivor))
                    """)
                + """
                  , concerned as (
                    update conflict_of_interest set family_id = owner.family
                      from owner
                     where declared_for = owner.start and family_id <> owner.family)
                  , given as (
                    update donation_distribution given
                       set family_id = owner.family, unit = :unit::ltree
                      from owner
                     where given_to = owner.start and given.family_id <> owner.family)
                  update basket set family_id = owner.family, unit = :unit::ltree
                    from owner
                   where basket.opened_for = owner.start and basket.family_id <> owner.family
                  """)
        .bind("family", merged.mergedFamilyId())
        .bind("survivor", merged.familyId())
        .bind("unit", merged.place().path())
        .then();
  }
}
