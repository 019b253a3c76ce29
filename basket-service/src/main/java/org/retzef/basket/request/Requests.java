package org.retzef.basket.request;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Requests in the database. */
@Repository
class Requests {

  private static final String SELECT =
      """
      select request.id, basket_id, family_id, unit::text as unit, aspect, goal_id,
             request.amount, status, required_tier, request.round, policy_id, decide_by,
             coalesce((select quorums[required_tier] from routing_policy where id = policy_id), 1)
               as quorum,
             (select count(*)::integer from vote
               where request_id = request.id and round = request.round) as votes,
             requested_by, submitted_at, request.version,
             item.categories, item.purposes, item.descriptions, item.vendors, item.amounts,
             last.id as decision_id, last.decision, last.tier, last.reason_code, last.note,
             last.decided_on, last.appeal_until
        from basket_request request
        join basket on basket.id = basket_id
       cross join lateral (
             select array_agg(category order by position) as categories,
                    array_agg(coalesce(purpose, '') order by position) as purposes,
                    array_agg(description order by position) as descriptions,
                    array_agg(coalesce(vendor_id::text, '') order by position) as vendors,
                    array_agg(amount order by position) as amounts
               from request_item where request_id = request.id) item
        left join lateral (
             select id, decision, tier, reason_code, note, decided_on, appeal_until
               from decision where request_id = request.id order by id desc limit 1) last on true
       where unit <@ :callerUnit::ltree
      """;

  /** Whoever may decide on an appeal must read what was refused, whatever tier it needed. */
  private static final String CONCERNS_CALLER =
      """
         and (required_tier >= :fromTier
              or exists (select from appeal where request_id = request.id and outcome is null))
      """;

  /** The first tier above a department. */
  private static final int DISTRICT_TIER = 3;

  private static final List<String> DEPARTMENT_ROLES =
      List.of("family-social-worker", "team-lead", "department-head");

  private final DatabaseClient database;

  Requests(DatabaseClient database) {
    this.database = database;
  }

  Mono<BasketRequest> find(Caller caller, UUID id) {
    return database
        .sql(SELECT + CONCERNS_CALLER + " and request.id = :id")
        .bind("callerUnit", caller.unitPath())
        .bind("fromTier", fromTier(caller))
        .bind("id", id)
        .map(Requests::read)
        .one()
        .switchIfEmpty(Mono.error(RequestNotFound::new));
  }

  /** As {@link #find}, and nobody else changes it until this transaction ends. */
  Mono<BasketRequest> lock(Caller caller, UUID id) {
    return hold(caller, id).then(find(caller, id));
  }

  /**
   * Nobody else changes it until this transaction ends. Whoever does not see it waits for nobody,
   * and nobody for them.
   */
  Mono<Void> hold(Caller caller, UUID id) {
    return database
        .sql(
            """
            select request.id
              from basket_request request
              join basket on basket.id = basket_id and unit <@ :callerUnit::ltree
             where request.id = :id
               for update of request
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("id", id)
        .then();
  }

  /**
   * @param status null for all
   * @param familyId null for all
   */
  Mono<Page<BasketRequest>> seenBy(
      Caller caller, @Nullable RequestStatus status, @Nullable UUID familyId, PageRequest page) {
    var query =
        database
            .sql(
                SELECT
                    + """
                   and required_tier >= :fromTier
                   and (:status = '' or status = :status)
                   and (:familyId::uuid is null or family_id = :familyId)
                   and request.id > :after
                 order by request.id
                 limit :limit
                """)
            .bind("callerUnit", caller.unitPath())
            .bind("fromTier", fromTier(caller))
            .bind("status", status == null ? "" : status.name())
            .bind("after", page.afterId())
            .bind("limit", page.limitPlusOne());
    return bind(query, "familyId", UUID.class, familyId)
        .map(Requests::read)
        .all()
        .collectList()
        .map(requests -> Page.of(requests, page, request -> request.id().toString()));
  }

  /** District and country see of families' requests only those that need them. */
  static int fromTier(Caller caller) {
    return DEPARTMENT_ROLES.stream().anyMatch(caller::has) ? 0 : DISTRICT_TIER;
  }

  private static <T> DatabaseClient.GenericExecuteSpec bind(
      DatabaseClient.GenericExecuteSpec statement, String name, Class<T> type, @Nullable T value) {
    return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
  }

  private static BasketRequest read(Readable row) {
    return new BasketRequest(
        row.get("id", UUID.class),
        row.get("basket_id", UUID.class),
        row.get("family_id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        Aspect.valueOf(row.get("aspect", String.class)),
        row.get("goal_id", UUID.class),
        readItems(row),
        new Money(row.get("amount", Long.class)),
        RequestStatus.valueOf(row.get("status", String.class)),
        row.get("required_tier", Integer.class),
        row.get("quorum", Integer.class),
        row.get("votes", Integer.class),
        row.get("round", Integer.class),
        row.get("policy_id", UUID.class),
        row.get("decide_by", LocalDate.class),
        row.get("requested_by", String.class),
        row.get("submitted_at", Instant.class),
        readDecision(row),
        row.get("version", Long.class));
  }

  private static List<BasketRequest.Item> readItems(Readable row) {
    String[] categories = row.get("categories", String[].class);
    String[] purposes = row.get("purposes", String[].class);
    String[] descriptions = row.get("descriptions", String[].class);
    String[] vendors = row.get("vendors", String[].class);
    Long[] amounts = row.get("amounts", Long[].class);
    return IntStream.range(0, categories.length)
        .mapToObj(
            i ->
                new BasketRequest.Item(
                    categories[i],
                    purposes[i].isEmpty() ? null : purposes[i],
                    descriptions[i],
                    vendors[i].isEmpty() ? null : UUID.fromString(vendors[i]),
                    new Money(amounts[i])))
        .toList();
  }

  private static @Nullable Decision readDecision(Readable row) {
    UUID id = row.get("decision_id", UUID.class);
    String reason = row.get("reason_code", String.class);
    return id == null
        ? null
        : new Decision(
            id,
            Decision.Verdict.valueOf(row.get("decision", String.class)),
            row.get("tier", Integer.class),
            reason == null ? null : Decision.Reason.valueOf(reason),
            row.get("note", String.class),
            row.get("decided_on", LocalDate.class),
            row.get("appeal_until", LocalDate.class),
            null,
            null);
  }
}
