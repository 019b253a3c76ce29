package org.retzef.rights.takeup;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.rights.money.Money;
import org.retzef.rights.takeup.TakeUpCase.Reason;
import org.retzef.rights.takeup.TakeUpCase.State;
import org.retzef.rights.takeup.TakeUpCase.WorthPeriod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Cases in the database. A case belongs where its family belongs. */
@Repository
class TakeUpCases {

  private static final String SELECT =
      """
      select take_up_case.id, family_id, unit::text as unit, right_code, right_version, category,
             sensitive, state, reason, worth, worth_period, screening, opened_on, closed_on, version
        from take_up_case
        join known_family on known_family.id = family_id
       where unit <@ :callerUnit::ltree and erased_at is null
      """;

  private final DatabaseClient database;

  TakeUpCases(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Opens cases with their first moves, and answers the rights of those that it opened: not those
   * that are open, or won since a day.
   */
  Mono<List<String>> insertWhereNoneIsOpen(
      List<TakeUpCase> wanted, LocalDate wonSince, String by, Instant now) {
    TakeUpCase any = wanted.getFirst();
    UUID screening = any.screening();
    return database
        .sql(
            """
            with opened as (
              insert into take_up_case
                (id, family_id, right_code, right_version, category, sensitive, state, screening,
                 opened_on)
              select id, :familyId, code, version, category, sensitive, 'OPEN', :screening, :openedOn
                from unnest(:ids::uuid[], :codes::text[], :versions::integer[], :categories::text[],
                            :sensitives::boolean[])
                     as wanted (id, code, version, category, sensitive)
               where not exists (
                       select from take_up_case won
                        where won.family_id = :familyId and won.right_code = wanted.code
                          and won.state = 'TAKEN_UP' and won.closed_on > :wonSince)
              on conflict do nothing
              returning id, right_code
            ), moved as (
              insert into take_up_move (case_id, number, state, on_day, moved_by, moved_at)
              select id, 1, 'OPEN', :openedOn, :by, :now from opened
            )
            select right_code from opened
            """)
        .bind("familyId", any.familyId())
        .bind("screening", screening == null ? Parameters.in(UUID.class) : Parameters.in(screening))
        .bind("openedOn", any.openedOn())
        .bind("wonSince", wonSince)
        .bind("by", by)
        .bind("now", now)
        .bind("ids", wanted.stream().map(TakeUpCase::id).toArray(UUID[]::new))
        .bind("codes", wanted.stream().map(TakeUpCase::right).toArray(String[]::new))
        .bind("versions", wanted.stream().map(TakeUpCase::rightVersion).toArray(Integer[]::new))
        .bind("categories", wanted.stream().map(TakeUpCase::category).toArray(String[]::new))
        .bind("sensitives", wanted.stream().map(TakeUpCase::sensitive).toArray(Boolean[]::new))
        .map(row -> row.get("right_code", String.class))
        .all()
        .collectList();
  }

  Mono<TakeUpCase> find(Caller caller, UUID id) {
    return findBy(SELECT + " and take_up_case.id = :id", caller, id);
  }

  /** As {@link #find}, and nobody else changes it until this transaction ends. */
  Mono<TakeUpCase> lock(Caller caller, UUID id) {
    return findBy(SELECT + " and take_up_case.id = :id for update of take_up_case", caller, id);
  }

  private Mono<TakeUpCase> findBy(String sql, Caller caller, UUID id) {
    return database
        .sql(sql)
        .bind("callerUnit", caller.unitPath())
        .bind("id", id)
        .map(TakeUpCases::read)
        .one()
        .switchIfEmpty(Mono.error(CaseNotFound::new));
  }

  /** Cases of the caller's unit, the first one first, without what is not spoken of. */
  Mono<Page<TakeUpCase>> list(
      Caller caller, @Nullable UUID familyId, @Nullable State state, PageRequest page) {
    return database
        .sql(
            SELECT
                + """
                   and take_up_case.id > :after
                   and (:familyId::uuid is null or family_id = :familyId)
                   and (:state::text is null or state = :state)
                 order by take_up_case.id
                 limit :limit
                """)
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.afterId())
        .bind("familyId", familyId == null ? Parameters.in(UUID.class) : Parameters.in(familyId))
        .bind("state", Parameters.in(R2dbcType.VARCHAR, state == null ? null : state.name()))
        .bind("limit", page.limitPlusOne())
        .map(TakeUpCases::read)
        .all()
        .map(TakeUpCase::withoutWhatIsNotSpokenOf)
        .collectList()
        .map(cases -> Page.of(cases, page, found -> found.id().toString()));
  }

  Mono<Void> save(TakeUpCase changed) {
    Money worth = changed.worth();
    Reason reason = changed.reason();
    WorthPeriod period = changed.worthPeriod();
    return database
        .sql(
            """
            update take_up_case
               set state = :state, reason = :reason, worth = :worth, worth_period = :period,
                   closed_on = :closedOn, version = :version
             where id = :id
            """)
        .bind("state", changed.state().name())
        .bind("reason", Parameters.in(R2dbcType.VARCHAR, reason == null ? null : reason.name()))
        .bind("worth", Parameters.in(R2dbcType.BIGINT, worth == null ? null : worth.agorot()))
        .bind("period", Parameters.in(R2dbcType.VARCHAR, period == null ? null : period.name()))
        .bind("closedOn", Parameters.in(R2dbcType.DATE, changed.closedOn()))
        .bind("version", changed.version())
        .bind("id", changed.id())
        .then();
  }

  private static TakeUpCase read(Readable row) {
    Long worth = row.get("worth", Long.class);
    String reason = row.get("reason", String.class);
    String period = row.get("worth_period", String.class);
    return new TakeUpCase(
        row.get("id", UUID.class),
        row.get("family_id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("right_code", String.class),
        row.get("right_version", Integer.class),
        row.get("category", String.class),
        row.get("sensitive", Boolean.class),
        State.valueOf(row.get("state", String.class)),
        reason == null ? null : Reason.valueOf(reason),
        worth == null ? null : new Money(worth),
        period == null ? null : WorthPeriod.valueOf(period),
        row.get("screening", UUID.class),
        row.get("opened_on", LocalDate.class),
        row.get("closed_on", LocalDate.class),
        row.get("version", Long.class));
  }
}
