package org.retzef.family.partner;

import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Imports in the database. */
@Repository
class ReferralImports {

  private final DatabaseClient database;
  private final JsonMapper json;

  ReferralImports(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  Mono<Void> begin(UUID id, String partner, boolean dryRun) {
    return database
        .sql("insert into partner_import (id, partner, dry_run) values (:id, :partner, :dryRun)")
        .bind("id", id)
        .bind("partner", partner)
        .bind("dryRun", dryRun)
        .then();
  }

  /** In the transaction that takes these rows. */
  Mono<Void> count(
      UUID id, int done, int repeated, int refused, List<ReferralImport.ReferralFault> faults) {
    return database
        .sql(
            """
            update partner_import
               set done = done + :done, repeated = repeated + :repeated, refused = refused + :refused,
                   faults = case when jsonb_array_length(faults) < :shown then faults || :faults::jsonb
                                 else faults end
             where id = :id
            """)
        .bind("id", id)
        .bind("done", done)
        .bind("repeated", repeated)
        .bind("refused", refused)
        .bind("shown", ReferralImport.FAULTS_SHOWN)
        .bind("faults", json.writeValueAsString(faults))
        .then();
  }

  Mono<Void> end(UUID id) {
    return database
        .sql("update partner_import set ended = true where id = :id")
        .bind("id", id)
        .then();
  }

  /** Fails with {@link ImportNotFound}. */
  Mono<ReferralImport> find(String partner, UUID id) {
    return database
        .sql(
            """
            select id, dry_run, ended, done, repeated, refused, faults::text as faults
              from partner_import where id = :id and partner = :partner
            """)
        .bind("id", id)
        .bind("partner", partner)
        .map(
            row ->
                new ReferralImport(
                    row.get("id", UUID.class),
                    Boolean.TRUE.equals(row.get("dry_run", Boolean.class)),
                    Boolean.TRUE.equals(row.get("ended", Boolean.class)),
                    row.get("done", Integer.class),
                    row.get("repeated", Integer.class),
                    row.get("refused", Integer.class),
                    List.of(
                            json.readValue(
                                row.get("faults", String.class),
                                ReferralImport.ReferralFault[].class))
                        .stream()
                        .limit(ReferralImport.FAULTS_SHOWN)
                        .toList()))
        .one()
        .switchIfEmpty(Mono.error(ImportNotFound::new));
  }
}
