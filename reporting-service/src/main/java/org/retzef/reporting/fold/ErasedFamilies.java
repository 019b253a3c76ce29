package org.retzef.reporting.fold;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gives an erased family another name in all that was folded, and in what is told of it later; in
 * the caller's transaction, which alone folds its edition. It goes on counting, once: no figure
 * changes. The name is random, and of the id only a hash is kept, by which late events find it.
 */
@Repository
class ErasedFamilies {

  private final DatabaseClient database;

  ErasedFamilies(DatabaseClient database) {
    this.database = database;
  }

  /** The names of those that are erased. */
  Mono<Map<String, String>> names(int edition, Collection<String> families) {
    if (families.isEmpty()) {
      return Mono.just(Map.of());
    }
    return database
        .sql(
            """
            select family, name
              from unnest($2::text[]) as asked (family)
             cross join lateral (
                     select name from erased_family
                      where id_hash = sha256(convert_to(asked.family, 'UTF8')) and edition = $1
                     offset 0
                   ) as erased
            """)
        .bind("$1", edition)
        .bind("$2", families.toArray(String[]::new))
        .map(
            row ->
                Map.entry(
                    Objects.requireNonNull(row.get("family", String.class)),
                    Objects.requireNonNull(row.get("name", String.class))))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /** It and those that it has taken in. */
  Mono<Void> erase(int edition, UUID family) {
    return withNoNameYet(edition, family)
        .flatMapMany(Flux::fromIterable)
        .concatMap(one -> rename(edition, one, UUID.randomUUID().toString()))
        .then();
  }

  /** A merger that is heard of after the erasure of whom it was with erases, too. */
  Mono<Void> eraseIfErased(int edition, UUID survivor) {
    return database
        .sql("select count(*) from erased_family where name = $2 and edition = $1")
        .bind("$1", edition)
        .bind("$2", survivor.toString())
        .mapValue(Long.class)
        .one()
        .filter(erased -> erased > 0)
        .flatMap(_ -> erase(edition, survivor));
  }

  private Mono<List<String>> withNoNameYet(int edition, UUID family) {
    return database
        .sql(
            """
            with recursive taken (family) as (
              select $2::text
               union
              select merged_family.family
                from taken join merged_family on survivor = taken.family and edition = $1
            )
            select family from taken
             where not exists (
                     select from erased_family where name = taken.family and edition = $1)
            """)
        .bind("$1", edition)
        .bind("$2", family.toString())
        .mapValue(String.class)
        .all()
        .collectList();
  }

  private Mono<Void> rename(int edition, String family, String name) {
    return Flux.just(
            """
            insert into erased_family (edition, id_hash, name)
            values ($1, sha256(convert_to($2, 'UTF8')), $3)
            """,
            """
            update fact
               set source = replace(source, $2, $3), part = replace(part, $2, $3),
                   counted = replace(counted, $2, $3), family = replace(family, $2, $3)
             where edition = $1
               and (source = $2 or counted = $2 and family is not null
                    or family = $2 and family <> counted)
            """,
            """
            update merged_family
               set family = replace(family, $2, $3), survivor = replace(survivor, $2, $3)
             where edition = $1 and (family = $2 or survivor = $2)
            """,
            "update early_end set source = $3 where edition = $1 and source = $2")
        .concatMap(
            sql -> database.sql(sql).bind("$1", edition).bind("$2", family).bind("$3", name).then())
        .then();
  }
}
