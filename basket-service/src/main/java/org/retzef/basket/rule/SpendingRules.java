package org.retzef.basket.rule;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rules of spending in the database. */
@Repository
class SpendingRules {

  private static final String SELECT =
      """
      select id, code, valid_from, valid_until, category, aspect, unit::text as unit, purposes, cap,
             window_months, needs_goal, changed_by, version
        from spending_rule
      """;

  private final DatabaseClient database;

  SpendingRules(DatabaseClient database) {
    this.database = database;
  }

  /** Those that look at what is asked for, on this day. */
  Flux<SpendingRule> on(Asked asked, LocalDate today) {
    return database
        .sql(
            SELECT
                + """
                   where category = any(:categories::text[])
                     and :today >= valid_from and (valid_until is null or :today <= valid_until)
                     and (aspect is null or aspect = :aspect)
                     and unit @> :unit::ltree
                   order by code
                  """)
        .bind("categories", asked.categories())
        .bind("today", today)
        .bind("aspect", asked.aspect())
        .bind("unit", asked.unit().path())
        .map(SpendingRules::read)
        .all();
  }

  /** What was asked for with a request. */
  Mono<Asked> asked(UUID requestId) {
    return database
        .sql(
            """
            select family_id, unit::text as unit, aspect, goal_id,
                   array_agg(category order by position) as categories,
                   array_agg(coalesce(purpose, '') order by position) as purposes,
                   array_agg(item.amount order by position) as amounts
              from basket_request request
              join basket on basket.id = basket_id
              join request_item item on item.request_id = request.id
             where request.id = :id
             group by family_id, unit, aspect, goal_id
            """)
        .bind("id", requestId)
        .map(row -> readAsked(requestId, row))
        .one();
  }

  private static Asked readAsked(UUID requestId, Readable row) {
    String[] categories = row.get("categories", String[].class);
    String[] purposes = row.get("purposes", String[].class);
    Long[] amounts = row.get("amounts", Long[].class);
    return new Asked(
        requestId,
        row.get("family_id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("aspect", String.class),
        row.get("goal_id", UUID.class),
        IntStream.range(0, categories.length)
            .mapToObj(
                i ->
                    new Asked.Item(
                        categories[i],
                        purposes[i].isEmpty() ? null : purposes[i],
                        new Money(amounts[i])))
            .toList());
  }

  /** From here to the commit, nobody else counts what this family got. */
  Mono<Void> lockFamily(UUID familyId) {
    return database
        .sql("select pg_advisory_xact_lock(hashtextextended(:family, 30))")
        .bind("family", "spending-rule/" + familyId)
        .then();
  }

  /** What else a family asked for in the rule's category since then, and got or may get yet. */
  Mono<Money> gotBefore(SpendingRule rule, Asked asked, Instant since) {
    var statement =
        database
            .sql(
                """
                select coalesce(sum(item.amount), 0)::bigint as got
                  from basket_request request
                  join basket on basket.id = request.basket_id and basket.family_id = :familyId
                  join request_item item on item.request_id = request.id
                 where item.category = :category
                   and request.id <> :requestId
                   and request.status not in ('DRAFT', 'REJECTED', 'WITHDRAWN', 'EXPIRED')
                   and request.submitted_at >= :since
                   and (:aspect::text is null or request.aspect = :aspect)
                """)
            .bind("familyId", asked.familyId())
            .bind("category", rule.category())
            .bind("requestId", asked.requestId())
            .bind("since", since);
    return bind(statement, "aspect", String.class, rule.aspect())
        .map(row -> new Money(row.get("got", Long.class)))
        .one();
  }

  Mono<Page<SpendingRule>> list(PageRequest page) {
    return database
        .sql(SELECT + " where id > :after order by id limit :limit")
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(SpendingRules::read)
        .all()
        .collectList()
        .map(rules -> Page.of(rules, page, rule -> rule.id().toString()));
  }

  /** Fails with {@link RuleNotFound}. */
  Mono<SpendingRule> lock(UUID id) {
    return database
        .sql(SELECT + " where id = :id for update")
        .bind("id", id)
        .map(SpendingRules::read)
        .one()
        .switchIfEmpty(Mono.error(RuleNotFound::new));
  }

  /** Fails with {@link RuleExists}. */
  Mono<Void> insert(SpendingRule rule) {
    var statement =
        database
            .sql(
                """
                insert into spending_rule
                  (id, code, valid_from, category, aspect, unit, purposes, cap, window_months,
                   needs_goal, changed_by)
                values (:id, :code, :validFrom, :category, :aspect, :unit::ltree, :purposes, :cap,
                        :windowMonths, :needsGoal, :changedBy)
                on conflict (code) do nothing
                """)
            .bind("id", rule.id())
            .bind("code", rule.code())
            .bind("validFrom", rule.validFrom())
            .bind("category", rule.category())
            .bind("unit", rule.unit().path())
            .bind("purposes", rule.purposes().toArray(String[]::new))
            .bind("needsGoal", rule.needsGoal())
            .bind("changedBy", rule.changedBy());
    Money cap = rule.cap();
    statement = bind(statement, "aspect", String.class, rule.aspect());
    statement = bind(statement, "cap", Long.class, cap == null ? null : cap.agorot());
    return bind(statement, "windowMonths", Integer.class, rule.windowMonths())
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(RuleExists::new))
        .then();
  }

  Mono<Void> end(UUID id, LocalDate validUntil, String changedBy) {
    return database
        .sql(
            """
            update spending_rule
               set valid_until = :validUntil, changed_by = :changedBy, changed_at = now(),
                   version = version + 1
             where id = :id
            """)
        .bind("id", id)
        .bind("validUntil", validUntil)
        .bind("changedBy", changedBy)
        .then();
  }

  private static <T> DatabaseClient.GenericExecuteSpec bind(
      DatabaseClient.GenericExecuteSpec statement, String name, Class<T> type, @Nullable T value) {
    return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
  }

  private static SpendingRule read(Readable row) {
    Long cap = row.get("cap", Long.class);
    return new SpendingRule(
        row.get("id", UUID.class),
        row.get("code", String.class),
        row.get("valid_from", LocalDate.class),
        row.get("valid_until", LocalDate.class),
        row.get("category", String.class),
        row.get("aspect", String.class),
        new UnitPath(row.get("unit", String.class)),
        List.of(row.get("purposes", String[].class)),
        cap == null ? null : new Money(cap),
        row.get("window_months", Integer.class),
        row.get("needs_goal", Boolean.class),
        row.get("changed_by", String.class),
        row.get("version", Long.class));
  }
}
