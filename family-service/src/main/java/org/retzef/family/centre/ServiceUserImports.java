package org.retzef.family.centre;

import java.util.List;
import java.util.UUID;
import org.retzef.family.centre.ServiceUserImport.RowFault;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Imports of service users in the database. */
@Repository
class ServiceUserImports {

  private final DatabaseClient database;
  private final JsonMapper json;

  ServiceUserImports(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  Mono<UUID> begin(UUID id, UnitPath centre, Caller caller, boolean dryRun) {
    return database
        .sql(
            """
            insert into service_user_import (id, centre, started_by, dry_run)
            values (:id, :centre::ltree, :by, :dryRun)
            """)
        .bind("id", id)
        .bind("centre", centre.path())
        .bind("by", caller.subject())
        .bind("dryRun", dryRun)
        .then()
        .thenReturn(id);
  }

  /** In the transaction that takes these rows. */
  Mono<Void> count(UUID id, int done, int repeated, List<RowFault> faults, int refused) {
    return database
        .sql(
            """
            update service_user_import
               set done = done + :done, repeated = repeated + :repeated, refused = refused + :refused,
                   faults = case when jsonb_array_length(faults) < :shown then faults || :faults::jsonb
                                 else faults end
             where id = :id
            """)
        .bind("id", id)
        .bind("done", done)
        .bind("repeated", repeated)
        .bind("refused", refused)
        .bind("shown", ServiceUserImport.FAULTS_SHOWN)
        .bind("faults", json.writeValueAsString(faults))
        .then();
  }

  Mono<Void> end(UUID id) {
    return database
        .sql("update service_user_import set ended = true where id = :id")
        .bind("id", id)
        .then();
  }

  /** Fails with {@link ServiceUserImportNotFound}. */
  Mono<ServiceUserImport> find(UnitPath centre, UUID id) {
    return database
        .sql(
            """
            select dry_run, ended, done, repeated, refused, faults::text as faults
              from service_user_import where id = :id and centre = :centre::ltree
            """)
        .bind("id", id)
        .bind("centre", centre.path())
        .map(
            row ->
                new ServiceUserImport(
                    id,
                    centre,
                    Boolean.TRUE.equals(row.get("dry_run", Boolean.class)),
                    Boolean.TRUE.equals(row.get("ended", Boolean.class)),
                    row.get("done", Integer.class),
                    row.get("repeated", Integer.class),
                    row.get("refused", Integer.class),
                    List.of(json.readValue(row.get("faults", String.class), RowFault[].class))
                        .stream()
                        .limit(ServiceUserImport.FAULTS_SHOWN)
                        .toList()))
        .one()
        .switchIfEmpty(Mono.error(ServiceUserImportNotFound::new));
  }

  /** Which of these marks were taken before. */
  Mono<List<Long>> known(List<Long> marks) {
    return database
        .sql("select mark from imported_service_user where mark = any(:marks)")
        .bind("marks", marks.toArray(Long[]::new))
        .map(row -> row.get("mark", Long.class))
        .all()
        .collectList();
  }

  Mono<Void> keep(List<Long> marks, List<UUID> stays) {
    return database
        .sql(
            """
            insert into imported_service_user (mark, stay_id)
            select * from unnest(:marks::bigint[], :stays::uuid[])
            """)
        .bind("marks", marks.toArray(Long[]::new))
        .bind("stays", stays.toArray(UUID[]::new))
        .then();
  }
}
