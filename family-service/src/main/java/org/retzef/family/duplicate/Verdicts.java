package org.retzef.family.duplicate;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What was said of two families, in the database. */
@Repository
class Verdicts {

  private final DatabaseClient database;

  Verdicts(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> keep(Caller caller, UUID one, UUID other, VerdictRequest.Verdict verdict) {
    return database
        .sql(
            """
            insert into duplicate_verdict (family_a, family_b, verdict, decided_by)
            values (least(:one, :other), greatest(:one, :other), :verdict, :decidedBy)
            on conflict (family_a, family_b) do update
               set verdict = excluded.verdict, decided_by = excluded.decided_by, decided_at = now()
            """)
        .bind("one", one)
        .bind("other", other)
        .bind("verdict", verdict.name())
        .bind("decidedBy", caller.subject())
        .then();
  }

  /** Those of the candidates of whom nobody has said that they are not the same. */
  Mono<List<UUID>> open(UUID family, Collection<UUID> candidates) {
    return database
        .sql(
            """
            select id from unnest(:candidates::uuid[]) as id
             where not exists (
                     select from duplicate_verdict
                      where family_a = least(:family, id) and family_b = greatest(:family, id)
                        and verdict = 'NOT_THE_SAME')
            """)
        .bind("candidates", candidates.toArray(UUID[]::new))
        .bind("family", family)
        .map(row -> row.get("id", UUID.class))
        .all()
        .collectList();
  }
}
