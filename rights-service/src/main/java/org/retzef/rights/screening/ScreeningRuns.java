package org.retzef.rights.screening;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Runs and who is still to be screened in them. */
@Repository
class ScreeningRuns {

  private static final String SELECT =
      """
      select id, unit::text as unit, as_of, night, not_before, families, screened, failed
        from screening_run
      """;

  private static final String OPEN_NIGHT =
      """
      with changed as (
        select greatest(
                 :monthAgo::date,
                 (select max(published_on) + 1 from right_version),
                 (select max(valid_from) from right_version where valid_from <= :night),
                 (select max(valid_to) + 1 from right_version where valid_to < :night),
                 (select max(valid_from) from parameter_value where valid_from <= :night)
               )::timestamp at time zone 'Asia/Jerusalem' as at
      ), due as (
        select family.id, family.unit
          from known_family family
          cross join changed
          left join lateral (
            select made_at from screening
             where family_id = family.id order by made_at desc limit 1) as last on true
         where family.unit <@ :within::ltree and erased_at is null and merged_into is null
           and (last.made_at is null
                or last.made_at < changed.at
                or last.made_at < family.changed_at
                or exists (
                  select from emergency_overlay overlay
                   where overlay.unit @> family.unit
                     and (first_day <= :night
                            and last.made_at < first_day::timestamp at time zone 'Asia/Jerusalem'
                          or last_day < :night
                            and last.made_at
                                < (last_day + 1)::timestamp at time zone 'Asia/Jerusalem')))
      ), run as (
        insert into screening_run
          (id, unit, as_of, not_before, requested_by, night, families)
        select uuidv7(), unit, :night, :now, 'night', :night, count(*)
          from due
         where not exists (
                 select from screening_run where night = :night and unit <@ :within::ltree)
         group by unit
        on conflict do nothing
        returning id, unit
      ), asked as (
        insert into screening_run_family (run, family_id)
        select run.id, due.id from run join due on due.unit = run.unit
      )
      select count(*)::integer as runs from run
      """;

  private final DatabaseClient database;

  ScreeningRuns(DatabaseClient database) {
    this.database = database;
  }

  /** Who is still to be screened, and by whose order. */
  record Next(UUID run, UUID familyId, LocalDate asOf, String requestedBy) {}

  /** One statement: the families are those of this very moment. */
  Mono<ScreeningRun> start(
      Caller caller, UUID id, UnitPath unit, LocalDate asOf, Instant notBefore) {
    return database
        .sql(
            """
            with family as (
              select id from known_family
               where unit <@ :unit::ltree and erased_at is null and merged_into is null
            ), run as (
              insert into screening_run (id, unit, as_of, not_before, requested_by, families)
              values (:id, :unit::ltree, :asOf, :notBefore, :by, (select count(*) from family))
              returning id
            )
            insert into screening_run_family (run, family_id)
            select run.id, family.id from run, family
            """)
        .bind("unit", unit.path())
        .bind("id", id)
        .bind("asOf", asOf)
        .bind("notBefore", notBefore)
        .bind("by", caller.subject())
        .then()
        .then(find(caller, id));
  }

  /**
   * Opens a run for each unit that has families whose last screening is out of date: it is a month
   * old, or since then the household changed, or rights, amounts or emergencies did. Once a night,
   * whichever copy of the service is the first: the others' rows are refused by an index.
   *
   * @return how many runs were opened
   */
  Mono<Integer> openNight(UnitPath within, LocalDate night, Instant now) {
    return database
        .sql(OPEN_NIGHT)
        .bind("night", night)
        .bind("now", now)
        .bind("monthAgo", night.minusDays(30))
        .bind("within", within.path())
        .map(row -> row.get("runs", Integer.class))
        .one();
  }

  /** The runs of the caller's units, the first one first. */
  Mono<Page<ScreeningRun>> list(Caller caller, PageRequest page) {
    return database
        .sql(SELECT + " where id > :after and unit <@ :callerUnit::ltree order by id limit :limit")
        .bind("after", page.afterId())
        .bind("callerUnit", caller.unitPath())
        .bind("limit", page.limitPlusOne())
        .map(ScreeningRuns::read)
        .all()
        .collectList()
        .map(runs -> Page.of(runs, page, run -> run.id().toString()));
  }

  Mono<ScreeningRun> find(Caller caller, UUID id) {
    return database
        .sql(SELECT + " where id = :id and unit <@ :callerUnit::ltree")
        .bind("id", id)
        .bind("callerUnit", caller.unitPath())
        .map(ScreeningRuns::read)
        .one()
        .switchIfEmpty(Mono.error(RunNotFound::new));
  }

  /** Takes a family out of a run; another copy of the service that looks now gets another one. */
  Mono<Next> take(Instant now) {
    return database
        .sql(
            """
            delete from screening_run_family taken
             using screening_run
             where screening_run.id = taken.run
               and (taken.run, taken.family_id) = (
                     select run, family_id from screening_run_family
                       join screening_run on id = run
                      where not screening_run_family.failed and not_before <= :now
                      order by run, family_id
                      limit 1
                      for update of screening_run_family skip locked)
            returning taken.run, taken.family_id, as_of, requested_by
            """)
        .bind("now", now)
        .map(
            row ->
                new Next(
                    row.get("run", UUID.class),
                    row.get("family_id", UUID.class),
                    row.get("as_of", LocalDate.class),
                    row.get("requested_by", String.class)))
        .one();
  }

  Mono<Void> count(UUID run) {
    return database
        .sql("update screening_run set screened = screened + 1 where id = :run")
        .bind("run", run)
        .then();
  }

  /** Lays aside a family that cannot be screened, so that the others are. */
  Mono<Void> layAside(UUID run, UUID familyId) {
    return database
        .sql(
            """
            with aside as (
              update screening_run_family set failed = true
               where run = :run and family_id = :familyId and not failed
              returning run
            )
            update screening_run set failed = failed + 1 from aside where id = aside.run
            """)
        .bind("run", run)
        .bind("familyId", familyId)
        .then();
  }

  private static ScreeningRun read(Readable row) {
    return new ScreeningRun(
        row.get("id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("as_of", LocalDate.class),
        row.get("night", LocalDate.class),
        row.get("not_before", Instant.class),
        row.get("families", Integer.class),
        row.get("screened", Integer.class),
        row.get("failed", Integer.class));
  }
}
