package org.retzef.family.unit;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Operators in the database: one at a time in a unit, which the database enforces. */
@Repository
class Operators {

  private final DatabaseClient database;

  Operators(DatabaseClient database) {
    this.database = database;
  }

  /** All that a unit has had, in their order. */
  Flux<Operator> of(UnitPath unit) {
    return database
        .sql(
            """
            select code, name_he, name_en, lower(during) as first_day, upper(during) - 1 as last_day
              from unit_operator where unit = :unit::ltree order by during
            """)
        .bind("unit", unit.path())
        .map(Operators::read)
        .all();
  }

  /** Who was in charge of a unit on a day: its own operator or the nearest one above it. */
  Mono<Operator> inCharge(UnitPath unit, LocalDate day) {
    return database
        .sql(
            """
            select code, name_he, name_en, lower(during) as first_day, upper(during) - 1 as last_day
              from unit_operator
             where unit @> :unit::ltree and during @> :day::date
             order by nlevel(unit) desc
             limit 1
            """)
        .bind("unit", unit.path())
        .bind("day", day)
        .map(Operators::read)
        .one();
  }

  Mono<Void> insert(UnitPath unit, Operator operator) {
    var insert =
        database
            .sql(
                """
                insert into unit_operator (unit, code, name_he, name_en, during)
                values (:unit::ltree, :code, :nameHe, :nameEn,
                        daterange(:from, :until::date + 1))
                """)
            .bind("unit", unit.path())
            .bind("code", operator.code())
            .bind("nameHe", operator.nameHe())
            .bind("nameEn", operator.nameEn())
            .bind("from", operator.from());
    return bindUntil(insert, operator.until()).then();
  }

  Mono<Void> end(UnitPath unit, Operator ended) {
    return bindUntil(
            database
                .sql(
                    """
                    update unit_operator set during = daterange(lower(during), :until::date + 1)
                     where unit = :unit::ltree and lower(during) = :from
                    """)
                .bind("unit", unit.path())
                .bind("from", ended.from()),
            ended.until())
        .then();
  }

  private static DatabaseClient.GenericExecuteSpec bindUntil(
      DatabaseClient.GenericExecuteSpec sql, @Nullable LocalDate until) {
    return until == null ? sql.bindNull("until", LocalDate.class) : sql.bind("until", until);
  }

  private static Operator read(Readable row) {
    return new Operator(
        row.get("code", String.class),
        row.get("name_he", String.class),
        row.get("name_en", String.class),
        row.get("first_day", LocalDate.class),
        row.get("last_day", LocalDate.class));
  }
}
