package org.retzef.basket.basket;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The unit of every family, as family-service told it. */
@Repository
public class KnownFamilies {

  private final DatabaseClient database;
  private final MergedFamilies mergedFamilies;

  KnownFamilies(DatabaseClient database, MergedFamilies mergedFamilies) {
    this.database = database;
    this.mergedFamilies = mergedFamilies;
  }

  /** What this service needs of the news that a family was registered. */
  record Registered(UUID familyId, UnitPath unit) {}

  Mono<Void> remember(Registered family) {
    return remember(family.familyId(), family.unit());
  }

  Mono<Void> remember(TransferredFamily family) {
    return remember(family.familyId(), family.unit());
  }

  private Mono<Void> remember(UUID familyId, UnitPath unit) {
    return database
        .sql(
            """
            insert into known_family (family_id, unit) values (:familyId, :unit::ltree)
            on conflict (family_id) do update set unit = excluded.unit
            """)
        .bind("familyId", familyId)
        .bind("unit", unit.path())
        .then();
  }

  /**
   * Whom the id means: of a merged family, who took it in. Fails with {@code family-not-found} also
   * where the caller does not see the unit. No merger is taken in until the commit.
   */
  public Mono<KnownFamily> find(Caller caller, UUID familyId) {
    return find(new UUID[] {familyId})
        .mapNotNull(families -> families.get(familyId))
        .filter(family -> caller.sees(family.unit()))
        .switchIfEmpty(Mono.error(FamilyNotFound::new));
  }

  /** Whom these ids mean, as far as they are known; no merger is taken in until the commit. */
  public Mono<Map<UUID, KnownFamily>> find(UUID[] familyIds) {
    return mergedFamilies
        .hold()
        .thenMany(
            Flux.defer(
                () ->
                    database
                        .sql(
                            MergedFamilies.WAY.formatted(":ids")
                                + """
                                select start, family, known.unit::text as unit
                                  from owner join known_family known on family_id = family
                                """)
                        .bind("ids", familyIds)
                        .map(
                            row ->
                                Map.entry(
                                    row.get("start", UUID.class),
                                    new KnownFamily(
                                        row.get("family", UUID.class),
                                        new UnitPath(row.get("unit", String.class)))))
                        .all()))
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /** Those of them that a worker is declared to belong to (decision 0046). */
  public Mono<Set<UUID>> tiedTo(String worker, Collection<KnownFamily> families) {
    return database
        .sql(
            """
            select family_id from conflict_of_interest
             where family_id = any(:families) and not ended
               and worker = encode(sha256(convert_to(:worker, 'UTF8')), 'hex')
            """)
        .bind("families", families.stream().map(KnownFamily::id).toArray(UUID[]::new))
        .bind("worker", worker)
        .map(row -> Objects.requireNonNull(row.get("family_id", UUID.class)))
        .all()
        .collect(Collectors.toSet());
  }
}
