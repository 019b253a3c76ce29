package org.retzef.rights.sample;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.rights.sample.Baseline.Moment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Measures a sample department out of its cases, and keeps what was measured. */
@Repository
class Baselines {

  private final DatabaseClient database;

  Baselines(DatabaseClient database) {
    this.database = database;
  }

  /** In order, and each once: a start that is measured afterwards would be no start. */
  Mono<Void> freeze(Caller caller, SampleDepartment sample, Moment moment, LocalDate today) {
    return of(sample.id())
        .doOnNext(frozen -> requireNext(frozen, moment))
        .then(insert(caller, sample, moment, today));
  }

  private static void requireNext(List<Baseline> frozen, Moment moment) {
    if (frozen.stream().anyMatch(baseline -> baseline.moment() == moment)) {
      throw new BaselineFrozen();
    }
    if (frozen.size() != moment.ordinal()) {
      throw new BaselineOutOfOrder();
    }
  }

  private Mono<Void> insert(
      Caller caller, SampleDepartment sample, Moment moment, LocalDate today) {
    return database
        .sql(
            """
            with case_now as (
              select take_up_case.* from take_up_case
                join known_family on known_family.id = family_id
               where unit <@ :unit::ltree
            ), contact as (
              select accompanied from take_up_step
                join case_now on case_now.id = case_id
               where kind = 'CONTACT'
            )
            insert into baseline
              (sample, moment, frozen_on, cases, taken_up, in_process, none, stuck, families,
               contacts, accompanied, days_to_result, frozen_by)
            select :sample, :moment, :today, count(*),
                   count(*) filter (where state in ('TAKEN_UP', 'PARTIAL')),
                   count(*) filter (where state in ('IN_PROGRESS', 'STUCK')),
                   count(*) filter (where state in ('OPEN', 'FAILED')),
                   count(*) filter (where state = 'STUCK'),
                   count(distinct family_id),
                   (select count(*) from contact),
                   (select count(*) from contact where accompanied),
                   avg(closed_on - opened_on), :by
              from case_now
            """)
        .bind("unit", sample.unit().path())
        .bind("sample", sample.id())
        .bind("moment", moment.name())
        .bind("today", today)
        .bind("by", caller.subject())
        .then();
  }

  /** Those of a sample department, the start first. */
  Mono<List<Baseline>> of(UUID sample) {
    return database
        .sql(
            """
            select sample, moment, frozen_on, families, cases, taken_up, in_process, none, stuck,
                   contacts, accompanied, days_to_result
              from baseline where sample = :sample
             order by array_position(array['START', 'DURING', 'END'], moment)
            """)
        .bind("sample", sample)
        .map(Baselines::read)
        .all()
        .collectList();
  }

  private static Baseline read(Readable row) {
    return new Baseline(
        row.get("sample", UUID.class),
        Moment.valueOf(row.get("moment", String.class)),
        row.get("frozen_on", LocalDate.class),
        row.get("families", Integer.class),
        row.get("cases", Integer.class),
        row.get("taken_up", Integer.class),
        row.get("in_process", Integer.class),
        row.get("none", Integer.class),
        row.get("stuck", Integer.class),
        row.get("contacts", Integer.class),
        row.get("accompanied", Integer.class),
        row.get("days_to_result", Integer.class));
  }
}
