package org.retzef.basket.request;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
        SUBMISSION, statement -> bind(statement, id, basketId, request, requestedBy, route));
  }

  private static DatabaseClient.GenericExecuteSpec bind(
      DatabaseClient.GenericExecuteSpec statement,
      UUID id,
      UUID basketId,
      SubmitRequest request,
      String requestedBy,
      Route route) {
    statement =
        statement
            .bind("basketId", basketId)
            .bind("aspect", request.aspect().name())
            .bind("amount", request.amount().agorot())
            .bind("tier", route.tier())
            .bind("policyId", route.policyId())
            .bind("requestedBy", requestedBy);
    statement = bind(statement, "goalId", UUID.class, request.goalId());
    statement = bind(statement, "decideBy", LocalDate.class, route.decideBy());
    return bindItems(statement, id, request.items());
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
    return bind(statement, "goalId", UUID.class, request.goalId())
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
        .then(bindItems(database.sql(ITEMS), id, items).then());
  }

  private static DatabaseClient.GenericExecuteSpec bindItems(
      DatabaseClient.GenericExecuteSpec statement, UUID id, List<SubmitRequest.Item> items) {
    return statement
        .bind("id", id)
        .bind("categories", items.stream().map(i -> i.category()).toArray(String[]::new))
        .bind("purposes", items.stream().map(RequestWriting::purposeOrEmpty).toArray(String[]::new))
        .bind("descriptions", items.stream().map(i -> i.description()).toArray(String[]::new))
        .bind("vendors", items.stream().map(RequestWriting::vendorOrEmpty).toArray(String[]::new))
        .bind("amounts", items.stream().map(i -> i.amount().agorot()).toArray(Long[]::new));
  }

  private static String purposeOrEmpty(SubmitRequest.Item item) {
    return Objects.requireNonNullElse(item.purpose(), "");
  }

  private static String vendorOrEmpty(SubmitRequest.Item item) {
    UUID vendorId = item.vendorId();
    return vendorId == null ? "" : vendorId.toString();
  }

  private static <T> DatabaseClient.GenericExecuteSpec bind(
      DatabaseClient.GenericExecuteSpec statement, String name, Class<T> type, @Nullable T value) {
    return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
  }
}
