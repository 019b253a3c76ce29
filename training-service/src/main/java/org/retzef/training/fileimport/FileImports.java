package org.retzef.training.fileimport;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Imports in the database. */
@Repository
class FileImports {

  private static final int FAULTS_SHOWN = 100;

  private final DatabaseClient database;
  private final JsonMapper json;

  FileImports(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  Mono<Void> begin(UUID id, String kind, Caller caller, boolean dryRun) {
    return database
        .sql(
            """
            insert into file_import (id, kind, started_by, dry_run, status)
            values (:id, :kind, :startedBy, :dryRun, 'RECEIVING')
            """)
        .bind("id", id)
        .bind("kind", kind)
        .bind("startedBy", caller.subject())
        .bind("dryRun", dryRun)
        .then();
  }

  Mono<Void> count(UUID id, PortionReport portion) {
    return database
        .sql(
            """
            update file_import
               set done = done + :done, repeated = repeated + :repeated, refused = refused + :refused,
                   faults = case when jsonb_array_length(faults) < :shown then faults || :faults::jsonb
                                 else faults end
             where id = :id
            """)
        .bind("id", id)
        .bind("done", portion.done())
        .bind("repeated", portion.repeated())
        .bind("refused", portion.refused())
        .bind("shown", FAULTS_SHOWN)
        .bind("faults", json.writeValueAsString(portion.faults()))
        .then();
  }

  Mono<Void> end(UUID id) {
    return database
        .sql("update file_import set status = 'DONE' where id = :id")
        .bind("id", id)
        .then();
  }

  /** The caller's own; fails with {@link ImportNotFound}. */
  Mono<FileImport> find(String kind, Caller caller, UUID id) {
    return database
        .sql(
            """
            select id, dry_run, status, done, repeated, refused, faults::text as faults
              from file_import where id = :id and kind = :kind and started_by = :startedBy
            """)
        .bind("id", id)
        .bind("kind", kind)
        .bind("startedBy", caller.subject())
        .map(this::read)
        .one()
        .switchIfEmpty(Mono.error(ImportNotFound::new));
  }

  private FileImport read(Readable row) {
    long done = row.get("done", Long.class);
    long repeated = row.get("repeated", Long.class);
    long refused = row.get("refused", Long.class);
    List<RowFault> faults =
        List.of(json.readValue(row.get("faults", String.class), RowFault[].class));
    return new FileImport(
        row.get("id", UUID.class),
        row.get("dry_run", Boolean.class),
        FileImport.Status.valueOf(row.get("status", String.class)),
        done + repeated + refused,
        done,
        repeated,
        refused,
        faults.stream().limit(FAULTS_SHOWN).toList());
  }
}
