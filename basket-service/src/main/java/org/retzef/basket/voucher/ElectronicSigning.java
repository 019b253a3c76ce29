package org.retzef.basket.voucher;

import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where vouchers are signed electronically. */
@Repository
class ElectronicSigning {

  private final DatabaseClient database;

  ElectronicSigning(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Whether an authority signs electronically from a day on.
   *
   * @param changedBy the subject of who said so
   */
  record Switch(UUID id, UnitPath unit, LocalDate firstDay, boolean enabled, String changedBy) {}

  /** What the nearest unit above says. */
  Mono<Boolean> isOn(UnitPath unit, LocalDate today) {
    return database
        .sql(
            """
            select enabled from electronic_signing
             where unit @> :unit::ltree and first_day <= :today
             order by nlevel(unit) desc, first_day desc
             limit 1
            """)
        .bind("unit", unit.path())
        .bind("today", today)
        .map(row -> row.get("enabled", Boolean.class))
        .one()
        .defaultIfEmpty(false);
  }

  Flux<Switch> all() {
    return database
        .sql(
            """
            select id, unit::text as unit, first_day, enabled, changed_by
              from electronic_signing order by unit, first_day limit 2000
            """)
        .map(
            row ->
                new Switch(
                    row.get("id", UUID.class),
                    new UnitPath(row.get("unit", String.class)),
                    row.get("first_day", LocalDate.class),
                    row.get("enabled", Boolean.class),
                    row.get("changed_by", String.class)))
        .all();
  }

  /** Whether it is new; a day is not decided twice. */
  Mono<Boolean> insert(Switch added) {
    return database
        .sql(
            """
            insert into electronic_signing (id, unit, first_day, enabled, changed_by)
            values (:id, :unit::ltree, :firstDay, :enabled, :changedBy)
            on conflict (unit, first_day) do nothing
            """)
        .bind("id", added.id())
        .bind("unit", added.unit().path())
        .bind("firstDay", added.firstDay())
        .bind("enabled", added.enabled())
        .bind("changedBy", added.changedBy())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }
}
