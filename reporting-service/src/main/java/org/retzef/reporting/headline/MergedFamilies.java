package org.retzef.reporting.headline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.headline.HeadlineEvent.Merged;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Which family counts for which. A merger is told with the survivor's events and an enrolment with
 * its family's, on two threads and in any order: what is told of a family counts for whoever has
 * taken it in, whichever came first.
 */
@Repository
class MergedFamilies {

  private final DatabaseClient database;
  private final Facts facts;

  MergedFamilies(DatabaseClient database, Facts facts) {
    this.database = database;
    this.facts = facts;
  }

  /** The family that counts for this one; no merger is taken in until this transaction ends. */
  Mono<String> countedFor(int edition, String family) {
    return lock("pg_advisory_xact_lock_shared", edition)
        .then(Mono.defer(() -> root(edition, family)));
  }

  /** Nothing of any family is taken in meanwhile. */
  Mono<Void> merged(int edition, Merged merged) {
    String family = merged.mergedFamilyId().toString();
    String survivor = merged.familyId().toString();
    return lock("pg_advisory_xact_lock", edition)
        .then(Mono.defer(() -> roots(edition, Set.of(family, survivor))))
        .flatMap(
            before ->
                (merged.undone() ? forget(edition, merged) : keep(edition, merged))
                    .then(Mono.defer(() -> roots(edition, Set.of(family, survivor))))
                    .flatMap(after -> recount(edition, all(before, after))));
  }

  private static Set<String> all(Map<String, String> before, Map<String, String> after) {
    Set<String> all = new HashSet<>(before.keySet());
    all.addAll(before.values());
    all.addAll(after.values());
    return all;
  }

  private Mono<Void> lock(String kind, int edition) {
    return database
        .sql("select " + kind + "(hashtextextended('headline.merged', $1))")
        .bind("$1", (long) edition)
        .then();
  }

  private Mono<Void> keep(int edition, Merged merged) {
    return database
        .sql(
            """
            insert into headline_merged (edition, merge_id, family, survivor)
            values ($1, $2, $3, $4)
            on conflict do nothing
            """)
        .bind("$1", edition)
        .bind("$2", merged.mergeId())
        .bind("$3", merged.mergedFamilyId().toString())
        .bind("$4", merged.familyId().toString())
        .then();
  }

  private Mono<Void> forget(int edition, Merged merged) {
    return database
        .sql("delete from headline_merged where edition = $1 and merge_id = $2")
        .bind("$1", edition)
        .bind("$2", merged.mergeId())
        .then();
  }

  /** Those who count for these families now. */
  private Mono<Map<String, String>> roots(int edition, Set<String> families) {
    return Flux.fromIterable(families)
        .concatMap(family -> root(edition, family).map(root -> Map.entry(family, root)))
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /**
   * The depth is bounded: mergers that are heard of in the wrong order may go round for a moment.
   */
  private Mono<String> root(int edition, String family) {
    return database
        .sql(
            """
            with recursive way (family, depth) as (
              select $2::text, 0
              union all
              select next.survivor, depth + 1
                from way
               cross join lateral (
                       select survivor from headline_merged
                        where edition = $1 and headline_merged.family = way.family
                        order by merge_id desc limit 1) as next
               where depth < 20)
            select family from way order by depth desc limit 1
            """)
        .bind("$1", edition)
        .bind("$2", family)
        .map(row -> Objects.requireNonNull(row.get("family", String.class)))
        .one();
  }

  private Mono<Void> recount(int edition, Set<String> counted) {
    return facts
        .ofFamilies(edition, counted)
        .flatMap(
            known ->
                roots(edition, families(known))
                    .flatMap(roots -> recount(edition, counted, known, roots)));
  }

  private static Set<String> families(List<Facts.Kept> known) {
    Set<String> families = new HashSet<>();
    known.forEach(fact -> families.add(fact.family()));
    return families;
  }

  private Mono<Void> recount(
      int edition, Set<String> counted, List<Facts.Kept> known, Map<String, String> roots) {
    Map<String, Map<String, List<Span>>> before = new TreeMap<>();
    Map<String, Map<String, List<Span>>> after = new TreeMap<>();
    for (Facts.Kept fact : known) {
      add(before, fact, fact.counted());
      add(after, fact, roots.get(fact.family()));
    }
    return Flux.fromIterable(before.entrySet())
        .concatMap(
            one ->
                facts.correct(
                    edition,
                    one.getKey(),
                    one.getValue(),
                    Objects.requireNonNull(after.get(one.getKey()))))
        .then(facts.countFor(edition, counted, roots));
  }

  private static void add(
      Map<String, Map<String, List<Span>>> spans, Facts.Kept fact, @Nullable String counted) {
    spans
        .computeIfAbsent(fact.indicator(), _ -> new HashMap<>())
        .computeIfAbsent(Objects.requireNonNull(counted), _ -> new ArrayList<>())
        .add(fact.span());
  }
}
