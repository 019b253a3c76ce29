package org.retzef.family.unit;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Which localities the Otzma centres serve, in the database. */
@Repository
class CentreLocalities {

  private final DatabaseClient database;

  CentreLocalities(DatabaseClient database) {
    this.database = database;
  }

  /** Fails with {@link LocalityServedAlready} where the periods overlap. */
  Mono<Void> insert(UnitPath centre, UnitPath locality, @Nullable LocalDate from) {
    var insert =
        database
            .sql(
                """
                insert into centre_locality (centre, locality, during)
                values (:centre::ltree, :locality::ltree, daterange(:from::date, null))
                """)
            .bind("centre", centre.path())
            .bind("locality", locality.path());
    return (from == null ? insert.bindNull("from", LocalDate.class) : insert.bind("from", from))
        .then()
        .onErrorMap(DataIntegrityViolationException.class, overlap -> new LocalityServedAlready());
  }

  /** Of the centres that the reference data brought: each serves its own authority. */
  Mono<Void> insertOwnLocalities() {
    return database
        .sql(
            """
            insert into centre_locality (centre, locality, during)
            select path, subpath(path, 0, 3), daterange(null, null)
              from unit where kind = 'OTZMA_CENTRE'
            """)
        .then();
  }

  /** Ends what goes on; fails with {@link LocalityNotServed} where nothing does. */
  Mono<Void> end(UnitPath centre, UnitPath locality, LocalDate lastDay) {
    return database
        .sql(
            """
            update centre_locality
               set during = daterange(lower(during), :until, '[]')
             where centre = :centre::ltree and locality = :locality::ltree
               and upper_inf(during)
               and coalesce(lower(during), '1900-01-01') <= :until
            """)
        .bind("centre", centre.path())
        .bind("locality", locality.path())
        .bind("until", lastDay)
        .fetch()
        .rowsUpdated()
        .filter(ended -> ended == 1)
        .switchIfEmpty(Mono.error(LocalityNotServed::new))
        .then();
  }

  Mono<List<UnitPath>> servedNow(UnitPath centre, LocalDate day) {
    return of(centre, day).map(all -> all.stream().map(CentreLocality::locality).toList());
  }

  /** What a centre serves on a day; of an authority, what centres serve it. */
  Mono<List<CentreLocality>> of(UnitPath unit, LocalDate day) {
    return database
        .sql(
            """
            select centre::text as centre, locality::text as locality,
                   lower(during) as first_day, upper(during) - 1 as last_day
              from centre_locality
             where (centre = :unit::ltree or locality = :unit::ltree) and during @> :day::date
             order by centre, locality
            """)
        .bind("unit", unit.path())
        .bind("day", day)
        .map(CentreLocalities::read)
        .all()
        .collectList();
  }

  private static CentreLocality read(Readable row) {
    return new CentreLocality(
        new UnitPath(row.get("centre", String.class)),
        new UnitPath(row.get("locality", String.class)),
        row.get("first_day", LocalDate.class),
        row.get("last_day", LocalDate.class));
  }
}
