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
             request.amount, status, required_tier, requested_by, submitted_at, request.version,
             item.categories, item.descriptions, item.vendors, item.amounts,
             last.id as decision_id, last.decision, last.tier, last.reason_code, last.note,
             last.decided_on, last.appeal_until
        from basket_request request
        join basket on basket.id = basket_id
       cross join lateral (
             select array_agg(category order by position) as categories,
                    array_agg(description order by position) as descriptions,
                    array_agg(coalesce(vendor_id::text, '') order by position) as vendors,
                    array_agg(amount order by position) as amounts
               from request_item where request_id = request.id) item
        left join lateral (
             select id, decision, tier, reason_code, note, decided_on, appeal_until
               from decision where request_id = request.id order by id desc limit 1) last on true
       where unit <@ :callerUnit::ltree
         and required_tier >= :fromTier
      """;

  /** The first tier above a department. */
  private static final int DISTRICT_TIER = 3;

  private static final List<String> DEPARTMENT_ROLES =
      List.of("family-social-worker", "team-lead", "department-head");

  private final DatabaseClient database;

  Requests(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Writes the request and its items; the tier that must decide is of the policy of today.
   *
   * @return that tier
   */
  Mono<Integer> insert(
      UUID id, UUID basketId, SubmitRequest request, String requestedBy, LocalDate today) {
    List<SubmitRequest.Item> items = request.items();
    var statement =
        database
            .sql(
                "with policy as ("
                    + ApprovalPolicies.OF_TODAY
                    + """
                    ), request as (
                      insert into basket_request (id, basket_id, aspect, goal_id, amount, status,
                                                  required_tier, requested_by, submitted_at)
                      select :id, :basketId, :aspect, :goalId::uuid, :amount, 'SUBMITTED',
                             (select min(tier) from policy where up_to is null or up_to >= :amount),
                             :requestedBy, now()
                      returning required_tier
                    ), item as (
                      insert into request_item (request_id, position, category, description,
                                                vendor_id, amount)
                      select :id, position, category, description, nullif(vendor, '')::uuid, amount
                        from unnest(:categories::text[], :descriptions::text[], :vendors::text[],
                                    :amounts::bigint[])
                             with ordinality as line (category, description, vendor, amount,
                                                      position)
                    )
                    select required_tier from request
                    """)
            .bind("today", today)
            .bind("id", id)
            .bind("basketId", basketId)
            .bind("aspect", request.aspect().name())
            .bind("amount", request.amount().agorot())
            .bind("requestedBy", requestedBy)
            .bind("categories", items.stream().map(i -> i.category()).toArray(String[]::new))
            .bind("descriptions", items.stream().map(i -> i.description()).toArray(String[]::new))
            .bind("vendors", items.stream().map(Requests::vendorOrEmpty).toArray(String[]::new))
            .bind("amounts", items.stream().map(i -> i.amount().agorot()).toArray(Long[]::new));
    UUID goalId = request.goalId();
    statement =
        goalId == null
            ? statement.bindNull("goalId", UUID.class)
            : statement.bind("goalId", goalId);
    return statement.map(row -> row.get("required_tier", Integer.class)).one();
  }

  private static String vendorOrEmpty(SubmitRequest.Item item) {
    UUID vendorId = item.vendorId();
    return vendorId == null ? "" : vendorId.toString();
  }

  Mono<BasketRequest> find(Caller caller, UUID id) {
    return database
        .sql(SELECT + " and request.id = :id")
        .bind("callerUnit", caller.unitPath())
        .bind("fromTier", fromTier(caller))
        .bind("id", id)
        .map(Requests::read)
        .one()
        .switchIfEmpty(Mono.error(RequestNotFound::new));
  }

  /** As {@link #find}, and nobody else changes it until this transaction ends. */
  Mono<BasketRequest> lock(Caller caller, UUID id) {
    return database
        .sql("select id from basket_request where id = :id for update")
        .bind("id", id)
        .then()
        .then(find(caller, id));
  }

  /**
   * @param status null for all
   */
  Mono<Page<BasketRequest>> seenBy(
      Caller caller, @Nullable RequestStatus status, PageRequest page) {
    return database
        .sql(
            SELECT
                + """
                   and (:status = '' or status = :status)
                   and request.id > :after
                 order by request.id
                 limit :limit
                """)
        .bind("callerUnit", caller.unitPath())
        .bind("fromTier", fromTier(caller))
        .bind("status", status == null ? "" : status.name())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Requests::read)
        .all()
        .collectList()
        .map(requests -> Page.of(requests, page, request -> request.id().toString()));
  }

  /** District and country see of families' requests only those that need them. */
  private static int fromTier(Caller caller) {
    return DEPARTMENT_ROLES.stream().anyMatch(caller::has) ? 0 : DISTRICT_TIER;
  }

  Mono<Void> insertDecision(UUID requestId, Decision decision, String decidedBy) {
    var statement =
        database
            .sql(
                """
                insert into decision (id, request_id, decision, tier, reason_code, note, decided_by,
                                      decided_on, appeal_until)
                values (:id, :requestId, :decision, :tier, :reasonCode, :note, :decidedBy,
                        :decidedOn, :appealUntil)
                """)
            .bind("id", decision.id())
            .bind("requestId", requestId)
            .bind("decision", decision.decision().name())
            .bind("tier", decision.tier())
            .bind("decidedBy", decidedBy)
            .bind("decidedOn", decision.decidedOn());
    Decision.Reason reason = decision.reasonCode();
    statement = bind(statement, "reasonCode", String.class, reason == null ? null : reason.name());
    statement = bind(statement, "note", String.class, decision.note());
    return bind(statement, "appealUntil", LocalDate.class, decision.appealUntil()).then();
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
        row.get("requested_by", String.class),
        row.get("submitted_at", Instant.class),
        readDecision(row),
        row.get("version", Long.class));
  }

  private static List<BasketRequest.Item> readItems(Readable row) {
    String[] categories = row.get("categories", String[].class);
    String[] descriptions = row.get("descriptions", String[].class);
    String[] vendors = row.get("vendors", String[].class);
    Long[] amounts = row.get("amounts", Long[].class);
    return IntStream.range(0, categories.length)
        .mapToObj(
            i ->
                new BasketRequest.Item(
                    categories[i],
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
