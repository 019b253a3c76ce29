package org.retzef.rights.takeup;

import java.time.LocalDate;
import org.retzef.platform.caller.UnitPath;
import org.retzef.rights.takeup.TakeUpStatus.Basis;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Rebuilds the status of any day out of the moves up to it. */
@Repository
class TakeUpStatuses {

  private final DatabaseClient database;

  TakeUpStatuses(DatabaseClient database) {
    this.database = database;
  }

  Mono<TakeUpStatus> on(UnitPath unit, LocalDate day, Basis basis) {
    return database
        .sql(
            """
            with standing as (
              select distinct on (case_id) case_id, family_id,
                     case when take_up_move.state in ('TAKEN_UP', 'PARTIAL') then 2
                          when take_up_move.state in ('IN_PROGRESS', 'STUCK') then 1
                          else 0 end as far
                from take_up_move
                join take_up_case on take_up_case.id = case_id
                join known_family on known_family.id = family_id
               where on_day <= :day and unit <@ :unit::ltree
               order by case_id, number desc
            ), counted as (
              select max(far) as far from standing
               group by case when :families then family_id else case_id end
            )
            select count(*) filter (where far = 2)::integer as taken_up,
                   count(*) filter (where far = 1)::integer as in_process,
                   count(*) filter (where far = 0)::integer as none
              from counted
            """)
        .bind("day", day)
        .bind("unit", unit.path())
        .bind("families", basis == Basis.FAMILIES)
        .map(
            row ->
                TakeUpStatus.of(
                    day,
                    basis,
                    row.get("taken_up", Integer.class),
                    row.get("in_process", Integer.class),
                    row.get("none", Integer.class)))
        .one();
  }
}
