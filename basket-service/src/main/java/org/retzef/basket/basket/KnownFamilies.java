package org.retzef.basket.basket;

import java.util.Map;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The unit of every family, as family-service told it. */
@Repository
public class KnownFamilies {

  private final DatabaseClient database;

  KnownFamilies(DatabaseClient database) {
    this.database = database;
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

  /** Fails with {@code family-not-found} also where the caller does not see the unit. */
  public Mono<UnitPath> unitOf(Caller caller, UUID familyId) {
    return database
        .sql(
            """
            select unit::text as unit from known_family
             where family_id = :familyId and unit <@ :callerUnit::ltree
            """)
        .bind("familyId", familyId)
        .bind("callerUnit", caller.unitPath())
        .map(row -> new UnitPath(row.get("unit", String.class)))
        .one()
        .switchIfEmpty(Mono.error(FamilyNotFound::new));
  }

  /** The units of those of these families that are known. */
  public Mono<Map<UUID, String>> unitsOf(UUID[] familyIds) {
    return database
        .sql(
            """
            select family_id, unit::text as unit from known_family
             where family_id = any(:ids::uuid[])
            """)
        .bind("ids", familyIds)
        .map(row -> Map.entry(row.get("family_id", UUID.class), row.get("unit", String.class)))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }
}
