package org.retzef.reporting.fold;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Which family counts for which; in the caller's transaction. A merger is told with the survivor's
 * events and an enrolment with its family's, in any order: what is told of a family counts for
 * whoever has taken it in, whichever came first.
 */
@Repository
class MergedFamilies {

  private final DatabaseClient database;

  MergedFamilies(DatabaseClient database) {
    this.database = database;
  }

  /**
   * The families that count for these. The depth is bounded: mergers that are heard of in the wrong
   * order may go round for a moment.
   */
  Mono<Map<String, String>> roots(int edition, Collection<String> families) {
    if (families.isEmpty()) {
      return Mono.just(Map.of());
    }
    return database
        .sql(
            """
            with recursive way (family, root, depth) as (
              select family, family, 0 from unnest($2::text[]) as asked (family)
              union all
              select way.family, next.survivor, depth + 1
                from way
               cross join lateral (
                       select survivor from merged_family
                        where edition = $1 and merged_family.family = way.root
                        order by merge_id desc limit 1) as next
               where depth < 20)
            select distinct on (family) family, root from way order by family, depth desc
            """)
        .bind("$1", edition)
        .bind("$2", families.toArray(String[]::new))
        .map(
            row ->
                Map.entry(
                    Objects.requireNonNull(row.get("family", String.class)),
                    Objects.requireNonNull(row.get("root", String.class))))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  Mono<Void> apply(int edition, Change.Merge merge) {
    return merge.undone() ? forget(edition, merge) : keep(edition, merge);
  }

  private Mono<Void> keep(int edition, Change.Merge merge) {
    return database
        .sql(
            """
            insert into merged_family (edition, merge_id, family, survivor)
            values ($1, $2, $3, $4)
            on conflict do nothing
            """)
        .bind("$1", edition)
        .bind("$2", merge.merge())
        .bind("$3", merge.merged().toString())
        .bind("$4", merge.family().toString())
        .then();
  }

  private Mono<Void> forget(int edition, Change.Merge merge) {
    return database
        .sql("delete from merged_family where edition = $1 and merge_id = $2")
        .bind("$1", edition)
        .bind("$2", merge.merge())
        .then();
  }
}
