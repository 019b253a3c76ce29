package org.retzef.family.rowimport;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.protection.FamilyKey;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** How far each file is, in the database. */
@Repository
public class RowImports {

  private final DatabaseClient database;
  private final JsonMapper json;

  RowImports(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /**
   * @param key opens what waits of it; null where nothing does
   */
  Mono<Void> begin(RowFile<?> file, RowImport begun, @Nullable FamilyKey key) {
    var statement =
        database
            .sql(
                """
                insert into row_import (id, kind, place, started_by, dry_run, on_error, ended, outcome,
                                        rows, done, repeated, refused, faults, wrapped_key)
                values (:id, :kind, :place, :by, :dryRun, :onError, :ended,
                        case when :refusedWhole then 'REFUSED' end,
                        :rows, :done, :repeated, :refused, :faults::jsonb, :key)
                """)
            .bind("id", begun.id())
            .bind("kind", file.kind().name())
            .bind("place", file.place())
            .bind("by", file.startedBy())
            .bind("dryRun", begun.dryRun())
            .bind("onError", begun.onError().name())
            .bind("ended", begun.ended())
            .bind("refusedWhole", begun.state() == RowImport.State.REFUSED)
            .bind("rows", begun.rows())
            .bind("done", begun.done())
            .bind("repeated", begun.repeated())
            .bind("refused", begun.refused())
            .bind("faults", json.writeValueAsString(begun.faults()));
    return (key == null
            ? statement.bindNull("key", byte[].class)
            : statement.bind("key", key.wrapped()))
        .then();
  }

  /** In the transaction that takes these rows; whoever takes others of the file waits for it. */
  Mono<Void> count(UUID id, int done, int repeated, int refused, List<RowFault> faults) {
    return database
        .sql(
            """
            update row_import
               set done = done + :done, repeated = repeated + :repeated, refused = refused + :refused,
                   faults = case when jsonb_array_length(faults) < :shown then faults || :faults::jsonb
                                 else faults end
             where id = :id
            """)
        .bind("id", id)
        .bind("done", done)
        .bind("repeated", repeated)
        .bind("refused", refused)
        .bind("shown", RowImport.FAULTS_SHOWN)
        .bind("faults", json.writeValueAsString(faults))
        .then();
  }

  /** Rows of it are refused though nothing is wrong with them. */
  Mono<Void> fail(UUID id, List<RowFault> faults) {
    return count(id, 0, 0, faults.size(), faults)
        .then(
            database
                .sql("update row_import set outcome = 'FAILED' where id = :id")
                .bind("id", id)
                .then());
  }

  /** After {@link #count}. Nothing waits any more: the key that opened what waited is forgotten. */
  Mono<Void> endIfAllTaken(UUID id) {
    return database
        .sql(
            """
            update row_import set ended = true, wrapped_key = null
             where id = :id and not exists (select from row_import_portion where import_id = :id)
            """)
        .bind("id", id)
        .then();
  }

  /** Fails with {@link ImportNotFound}, too, where it is of another kind or place. */
  public Mono<RowImport> find(RowKind<?> kind, String place, UUID id) {
    return database
        .sql(
            """
            select id, dry_run, on_error, ended, outcome, rows, done, repeated, refused,
                   faults::text as faults
              from row_import where id = :id and kind = :kind and place = :place
            """)
        .bind("id", id)
        .bind("kind", kind.name())
        .bind("place", place)
        .map(this::read)
        .one()
        .switchIfEmpty(Mono.error(ImportNotFound::new));
  }

  private RowImport read(Readable row) {
    boolean dryRun = Boolean.TRUE.equals(row.get("dry_run", Boolean.class));
    boolean ended = Boolean.TRUE.equals(row.get("ended", Boolean.class));
    return new RowImport(
        row.get("id", UUID.class),
        RowImport.State.of(dryRun, ended, row.get("outcome", String.class)),
        dryRun,
        OnError.valueOf(row.get("on_error", String.class)),
        row.get("rows", Integer.class),
        row.get("done", Integer.class),
        row.get("repeated", Integer.class),
        row.get("refused", Integer.class),
        List.of(json.readValue(row.get("faults", String.class), RowFault[].class)));
  }
}
