package org.retzef.rights.family;

import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * The families that were told of. An erased family is not found any more, nor one that was merged
 * into another: what it has stays, and what is new belongs to the other.
 */
@Repository
public class KnownFamilies {

  private static final String SELECT =
      """
      select id, unit::text as unit, members, minors, enrolled from known_family
       where id = :id and erased_at is null and merged_into is null
      """;

  private final DatabaseClient database;

  KnownFamilies(DatabaseClient database) {
    this.database = database;
  }

  /** The first step of everything that concerns a family; fails with {@link FamilyNotFound}. */
  public Mono<KnownFamily> find(Caller caller, UUID id) {
    return database
        .sql(SELECT + " and unit <@ :callerUnit::ltree")
        .bind("id", id)
        .bind("callerUnit", caller.unitPath())
        .map(KnownFamily::of)
        .one()
        .switchIfEmpty(Mono.error(FamilyNotFound::new));
  }
}
