package org.retzef.basket.request;

import static org.retzef.platform.outbox.StatementPart.valueOf;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.retzef.basket.approval.Route;
import org.retzef.platform.outbox.StatementPart;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Writes what is asked for into the database. Runs inside the caller's command. */
@Repository
class RequestWriting {

  private static final String ITEMS =
      """
      insert into request_item (request_id, position, category, purpose, description, vendor_id,
                                amount)
      select :id, position, category, nullif(purpose, ''), description, nullif(vendor, '')::uuid,
             amount
        from unnest(:categories::text[], :purposes::text[], :descriptions::text[],
                    :vendors::text[], :amounts::bigint[])
             with ordinality as line (category, purpose, description, vendor, amount, position)
      """;

  private static final String SUBMISSION =
      """
      request as (
        insert into basket_request (id, basket_id, aspect, goal_id, amount, status,
                                    required_tier, policy_id, decide_by, requested_by,
                                    submitted_at)
        values (:id, :basketId, :aspect, :goalId::uuid, :amount, 'SUBMITTED',
                :tier, :policyId, :decideBy::date, :requestedBy, now())
      ), step as (
        insert into request_step (request_id, version, step, status, taken_by, tier, amount)
        values (:id, 1, 'SUBMIT', 'SUBMITTED', :requestedBy, :tier, :amount)
      ), item as (
        %s
      ),
      """
          .formatted(ITEMS);

  private final DatabaseClient database;

  RequestWriting(DatabaseClient database) {
    this.database = database;
  }

  /** The request, its items and its first step, to be written with what is reserved for it. */
  StatementPart submission(
      UUID id, UUID basketId, SubmitRequest request, String requestedBy, Route route) {
    return new StatementPart(
            SUBMISSION,
            Map.of(
                "basketId",
                basketId,
                "aspect",
                request.aspect().name(),
                "amount",
                request.amount().agorot(),
                "tier",
                route.tier(),
                "policyId",
                route.policyId(),
                "requestedBy",
                requestedBy,
                "goalId",
                valueOf(UUID.class, request.goalId()),
                "decideBy",
                valueOf(LocalDate.class, route.decideBy())))
        .and(new StatementPart("", itemValues(id, request.items())));
  }

  /** Changes what a returned request asks for; what it asked for before stays in its history. */
  Mono<Void> edit(BasketRequest before, SubmitRequest request, String editedBy) {
    var statement =
        database
            .sql(
                """
                with edited as (
                  update basket_request
                     set aspect = :aspect, goal_id = :goalId::uuid, amount = :amount,
                         version = version + 1
                   where id = :id and status = 'DRAFT'
                  returning id, version, status, required_tier, amount
                )
                insert into request_step
                  (request_id, version, step, status, taken_by, tier, amount, items)
                select id, version, 'EDIT', status, :editedBy, required_tier, :before,
                       (select jsonb_agg(jsonb_build_object(
                                 'category', category, 'purpose', purpose,
                                 'description', description,
                                 'amount', round(item.amount / 100.0, 2)::text) order by position)
                          from request_item item where request_id = edited.id)
                  from edited
                """)
            .bind("id", before.id())
            .bind("aspect", request.aspect().name())
            .bind("amount", request.amount().agorot())
            .bind("before", before.amount().agorot())
            .bind("editedBy", editedBy);
    return statement
        .bind("goalId", valueOf(UUID.class, request.goalId()))
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(StepNotAllowed::new))
        .then(replaceItems(before.id(), request.items()));
  }

  private Mono<Void> replaceItems(UUID id, List<SubmitRequest.Item> items) {
    return database
        .sql("delete from request_item where request_id = :id")
        .bind("id", id)
        .then()
        .then(database.sql(ITEMS).bindValues(itemValues(id, items)).then());
  }

  private static Map<String, ?> itemValues(UUID id, List<SubmitRequest.Item> items) {
    return Map.of(
        "id", id,
        "categories", items.stream().map(i -> i.category()).toArray(String[]::new),
        "purposes", items.stream().map(RequestWriting::purposeOrEmpty).toArray(String[]::new),
        "descriptions", items.stream().map(i -> i.description()).toArray(String[]::new),
        "vendors", items.stream().map(RequestWriting::vendorOrEmpty).toArray(String[]::new),
        "amounts", items.stream().map(i -> i.amount().agorot()).toArray(Long[]::new));
  }

  private static String purposeOrEmpty(SubmitRequest.Item item) {
    return Objects.requireNonNullElse(item.purpose(), "");
  }

  private static String vendorOrEmpty(SubmitRequest.Item item) {
    UUID vendorId = item.vendorId();
    return vendorId == null ? "" : vendorId.toString();
  }
}
