package org.retzef.family.duplicate;

import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What was said of two families, in the database. */
@Repository
public class Verdicts {

  private final DatabaseClient database;

  Verdicts(DatabaseClient database) {
    this.database = database;
  }

  /** Under the next version; refuses where somebody else has said something meanwhile. */
  Mono<Verdict> keep(
      Caller caller, UUID one, UUID other, ExpectedVersion expected, Verdict.Kind verdict) {
    return database
        .sql(
            """
            insert into duplicate_verdict as kept (family_a, family_b, verdict, decided_by, version)
            select least(:one, :other), greatest(:one, :other), :verdict, :decidedBy, 1
             where :expected = 0
                or exists (select from duplicate_verdict
                            where family_a = least(:one, :other)
                              and family_b = greatest(:one, :other))
            on conflict (family_a, family_b) do update
               set verdict = excluded.verdict, decided_by = excluded.decided_by,
                   decided_at = now(), version = kept.version + 1
             where kept.version = :expected
            returning verdict, version
            """)
        .bind("one", one)
        .bind("other", other)
        .bind("verdict", verdict.name())
        .bind("decidedBy", caller.subject())
        .bind("expected", expected.value())
        .map(Verdicts::read)
        .one()
        .switchIfEmpty(Mono.defer(() -> stale(one, other, expected)));
  }

  private Mono<Verdict> stale(UUID one, UUID other, ExpectedVersion expected) {
    return of(one, other).doOnNext(actual -> expected.orRefuse(actual.version(), actual));
  }

  /** Whether it was said that the two are not the same, and not taken back. */
  public Mono<Boolean> areToldApart(UUID one, UUID other) {
    return of(one, other).map(said -> said.verdict() == Verdict.Kind.NOT_THE_SAME);
  }

  private Mono<Verdict> of(UUID one, UUID other) {
    return database
        .sql(
            """
            select verdict, version from duplicate_verdict
             where family_a = least(:one, :other) and family_b = greatest(:one, :other)
            """)
        .bind("one", one)
        .bind("other", other)
        .map(Verdicts::read)
        .one()
        .defaultIfEmpty(Verdict.NONE);
  }

  private static Verdict read(Readable row) {
    return new Verdict(
        Verdict.Kind.valueOf(row.get("verdict", String.class)), row.get("version", Long.class));
  }

  /**
   * Those of the candidates of whom nobody has said that they are not the same, with the version of
   * what was said.
   */
  Mono<Map<UUID, Long>> open(UUID family, Collection<UUID> candidates) {
    return database
        .sql(
            """
            select id, coalesce(version, 0) as version
              from unnest(:candidates::uuid[]) as id
              left join duplicate_verdict
                on family_a = least(:family, id) and family_b = greatest(:family, id)
             where verdict is distinct from 'NOT_THE_SAME'
            """)
        .bind("candidates", candidates.toArray(UUID[]::new))
        .bind("family", family)
        .map(row -> Map.entry(row.get("id", UUID.class), row.get("version", Long.class)))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }
}
