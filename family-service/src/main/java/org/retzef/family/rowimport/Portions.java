package org.retzef.family.rowimport;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.protection.FamilyKey;
import org.retzef.family.protection.FamilyKeys;
import org.retzef.platform.paging.Ids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Rows that wait, sealed with a key of their file. */
@Repository
class Portions {

  private final DatabaseClient database;
  private final FamilyKeys keys;

  Portions(DatabaseClient database, FamilyKeys keys) {
    this.database = database;
    this.keys = keys;
  }

  /** They are left to whoever sent the file for a moment, before anybody else goes on with them. */
  Mono<Void> keep(UUID importId, List<Line> lines, FamilyKey key) {
    UUID id = Ids.next();
    return database
        .sql(
            """
            insert into row_import_portion (id, import_id, rows, sealed, not_before)
            values (:id, :importId, :rows, :sealed, now() + interval '10 seconds')
            """)
        .bind("id", id)
        .bind("importId", importId)
        .bind("rows", lines.stream().map(Line::number).toArray(Integer[]::new))
        .bind("sealed", key.seal(id, new Portion.Sealed(lines)))
        .then();
  }

  /**
   * Takes the next portion out of what waits, for this transaction; others take those of other
   * files. A file's are taken one after the other: they often wait for the same things.
   *
   * @param importId of this file only, and nothing that was put off; null for whatever is due
   */
  Mono<Portion> take(@Nullable UUID importId) {
    var statement =
        database.sql(
            """
            with next as (
              delete from row_import_portion
               where id = (select portion.id
                             from row_import_portion portion
                             join row_import on row_import.id = import_id
                            where %s
                            order by import_id, portion.id
                            limit 1
                            for update skip locked)
              returning id, import_id, sealed
            )
            select next.id, import_id, kind, place, sealed, wrapped_key
              from next join row_import on row_import.id = import_id
            """
                .formatted(
                    importId == null
                        ? "not_before <= now()"
                        : "import_id = :importId and attempts = 0"));
    return (importId == null ? statement : statement.bind("importId", importId))
        .map(this::read)
        .one();
  }

  private Portion read(Readable row) {
    UUID id = row.get("id", UUID.class);
    UUID importId = row.get("import_id", UUID.class);
    FamilyKey key = keys.open(importId, row.get("wrapped_key", byte[].class));
    return new Portion(
        id,
        importId,
        row.get("kind", String.class),
        row.get("place", String.class),
        key.open(id, row.get("sealed", byte[].class), Portion.Sealed.class).lines());
  }
}
