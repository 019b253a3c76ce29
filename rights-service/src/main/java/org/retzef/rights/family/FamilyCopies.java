package org.retzef.rights.family;

import io.r2dbc.spi.Parameters;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.rights.protection.FamilyKeys;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Keeps the copies up to what is told. Runs in the inbox's transaction. */
@Repository
class FamilyCopies {

  private final DatabaseClient database;
  private final FamilyKeys keys;

  FamilyCopies(DatabaseClient database, FamilyKeys keys) {
    this.database = database;
    this.keys = keys;
  }

  Mono<Void> register(UUID id, UnitPath unit, String language, int members, int minors) {
    return database
        .sql(
            """
            with family as (
              insert into known_family (id, unit, language, members, minors)
              values (:id, :unit::ltree, :language, :members, :minors)
              returning id
            ), key as (
              insert into family_key (family_id, wrapped_key) select id, :wrappedKey from family
            )
            insert into family_answers (family_id, changed_at) select id, now() from family
            """)
        .bind("id", id)
        .bind("unit", unit.path())
        .bind("language", language)
        .bind("members", members)
        .bind("minors", minors)
        .bind("wrappedKey", keys.newKey(id))
        .then();
  }

  /** The family's cases and those of families merged into it go with it. */
  Mono<Void> transfer(UUID id, UnitPath unit) {
    return database
        .sql(
            """
            update known_family set unit = :unit::ltree
             where id in (select with_those_merged_into(:id))
            """)
        .bind("unit", unit.path())
        .bind("id", id)
        .then();
  }

  Mono<Void> enrol(UUID id) {
    return database
        .sql("update known_family set enrolled = true where id = :id")
        .bind("id", id)
        .then();
  }

  Mono<Void> count(UUID id, int members, int minors) {
    return database
        .sql(
            """
            update known_family set members = :members, minors = :minors, changed_at = now()
             where id = :id
            """)
        .bind("members", members)
        .bind("minors", minors)
        .bind("id", id)
        .then();
  }

  /** Both files stay as they are, so that the merger can be undone; one department has them. */
  Mono<Void> join(FamilyEventsListener.Merged merger) {
    return moveMerged(merger.mergedFamilyId(), merger.familyId(), merger.unit());
  }

  Mono<Void> part(FamilyEventsListener.Merged merger) {
    return moveMerged(merger.mergedFamilyId(), null, merger.mergedUnit());
  }

  /**
   * A merged family's own news come on another partition, and may be late: then this is tried again
   * rather than lost.
   */
  private Mono<Void> moveMerged(UUID merged, @Nullable UUID into, UnitPath unit) {
    return database
        .sql(
            """
            update known_family
               set merged_into = case when id = :id then :into else merged_into end,
                   unit = :unit::ltree
             where id in (select with_those_merged_into(:id))
            """)
        .bind("into", into == null ? Parameters.in(UUID.class) : Parameters.in(into))
        .bind("unit", unit.path())
        .bind("id", merged)
        .fetch()
        .rowsUpdated()
        .filter(families -> families > 0)
        .switchIfEmpty(Mono.error(() -> new IllegalStateException("Not told of yet: " + merged)))
        .then();
  }

  /** A family is erased with all that were merged into it. */
  Mono<Void> erase(UUID id) {
    return database
        .sql("select with_those_merged_into(:id) as id")
        .bind("id", id)
        .map(row -> row.get("id", UUID.class))
        .all()
        .collectList()
        .flatMapIterable(ids -> ids)
        .concatMap(this::eraseOne)
        .then();
  }

  /** What is sealed opens no more; what is counted stays without a way back to anybody. */
  private Mono<Void> eraseOne(UUID id) {
    return keys.destroy(id)
        .then(
            database
                .sql("update known_family set erased_at = now() where id = :id")
                .bind("id", id)
                .then())
        .then(
            database.sql("delete from family_answers where family_id = :id").bind("id", id).then())
        .then(
            database
                .sql("delete from family_priority where family_id = :id")
                .bind("id", id)
                .then());
  }
}
