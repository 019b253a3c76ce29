package org.retzef.rights.family;

import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The families that were told of. An erased family is not found any more. */
@Repository
public class KnownFamilies {

  private static final String SELECT =
      """
      select id, unit::text as unit, members, minors, enrolled from known_family
       where id = :id and erased_at is null
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
        .map(KnownFamilies::read)
        .one()
        .switchIfEmpty(Mono.error(FamilyNotFound::new));
  }

  /** For work that nobody asks for at this moment, such as that of the night. */
  public Mono<KnownFamily> find(UUID id) {
    return database
        .sql(SELECT)
        .bind("id", id)
        .map(KnownFamilies::read)
        .one()
        .switchIfEmpty(Mono.error(FamilyNotFound::new));
  }

  private static KnownFamily read(Readable row) {
    return new KnownFamily(
        row.get("id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("members", Integer.class),
        row.get("minors", Integer.class),
        row.get("enrolled", Boolean.class));
  }
}
