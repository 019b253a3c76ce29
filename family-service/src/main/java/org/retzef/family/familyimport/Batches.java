package org.retzef.family.familyimport;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.protection.FamilyKey;
import org.retzef.family.protection.FamilyKeys;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Families that wait to be loaded, and the marks of those that were. */
@Repository
class Batches {

  private final DatabaseClient database;
  private final FamilyKeys keys;

  Batches(DatabaseClient database, FamilyKeys keys) {
    this.database = database;
    this.keys = keys;
  }

  /**
   * @param key seals the families; null where only their marks are wanted
   */
  Mono<Void> keep(Batch batch, @Nullable FamilyKey key) {
    var statement =
        database
            .sql(
                """
                insert into family_import_batch (id, import_id, marks, rows, sealed)
                values (:id, :importId, :marks, :rows, :sealed)
                """)
            .bind("id", batch.id())
            .bind("importId", batch.importId())
            .bind("marks", batch.marks().toArray(Long[]::new))
            .bind("rows", batch.rows().toArray(Integer[]::new));
    return (key == null
            ? statement.bindNull("sealed", byte[].class)
            : statement.bind("sealed", key.seal(batch.id(), new Batch.Sealed(batch.families()))))
        .then();
  }

  /** The rows of families that stand in this file before. */
  Mono<List<Integer>> repeatedRows(UUID importId) {
    return database
        .sql(
            """
            select row from (
              select row, row_number() over (partition by mark order by row) as nth
                from family_import_batch, unnest(marks, rows) as family (mark, row)
               where import_id = :importId) as families
             where nth > 1 order by row
            """)
        .bind("importId", importId)
        .map(row -> row.get("row", Integer.class))
        .all()
        .collectList();
  }

  /** How many families of this file were loaded before. */
  Mono<Integer> known(UUID importId) {
    return database
        .sql(
            """
            select count(*)::int as known from imported_family
             where mark in (select unnest(marks) from family_import_batch
                             where import_id = :importId)
            """)
        .bind("importId", importId)
        .map(row -> row.get("known", Integer.class))
        .one();
  }

  Mono<Void> deleteAll(UUID importId) {
    return database
        .sql("delete from family_import_batch where import_id = :importId")
        .bind("importId", importId)
        .then();
  }

  /** Takes the next batch out of what waits, for this transaction; others take others. */
  Mono<Batch> take() {
    return database
        .sql(
            """
            with next as (
              delete from family_import_batch
               where id = (select batch.id
                             from family_import_batch batch
                             join family_import on family_import.id = import_id
                            where state = 'LOADING' and not_before <= now()
                            order by import_id, batch.id
                            limit 1
                            for update of batch skip locked)
              returning id, import_id, marks, rows, sealed
            )
            select next.id, import_id, marks, next.rows, sealed, wrapped_key
              from next join family_import on family_import.id = import_id
            """)
        .map(this::read)
        .one();
  }

  private Batch read(Readable row) {
    UUID id = row.get("id", UUID.class);
    UUID importId = row.get("import_id", UUID.class);
    FamilyKey key = keys.open(importId, row.get("wrapped_key", byte[].class));
    return new Batch(
        importId,
        id,
        List.of(row.get("marks", Long[].class)),
        List.of(row.get("rows", Integer[].class)),
        key.open(id, row.get("sealed", byte[].class), Batch.Sealed.class).families());
  }

  /** Which of these marks were loaded before. */
  Mono<List<Long>> loaded(List<Long> marks) {
    return database
        .sql("select mark from imported_family where mark = any(:marks)")
        .bind("marks", marks.toArray(Long[]::new))
        .map(row -> row.get("mark", Long.class))
        .all()
        .collectList();
  }

  /** Fails where another copy has loaded one of them meanwhile; the batch is then tried again. */
  Mono<Void> keepLoaded(List<Long> marks, List<UUID> families) {
    return database
        .sql(
            """
            insert into imported_family (mark, family_id)
            select mark, family_id
              from unnest(:marks::bigint[], :families::uuid[]) as new (mark, family_id)
            """)
        .bind("marks", marks.toArray(Long[]::new))
        .bind("families", families.toArray(UUID[]::new))
        .then();
  }
}
