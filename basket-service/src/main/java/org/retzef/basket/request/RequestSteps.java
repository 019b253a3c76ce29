package org.retzef.basket.request;

import static org.retzef.platform.outbox.StatementPart.valueOf;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.approval.Route;
import org.retzef.basket.basket.BasketMoney;
import org.retzef.basket.basket.ConflictOfInterest;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.outbox.StatementPart;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * The one place where a request changes its status; every step is noted with who took it. Runs
 * inside the caller's command.
 */
@Repository
public class RequestSteps {

  /** The table expression of {@link #decide} that has a row if the decision counts. */
  static final String MOVED = "moved";

  /** Who takes the steps that time takes. */
  public static final String TIME = "time";

  /** Who takes the steps that a family takes by its answer. */
  public static final String FAMILY = "family";

  private static final String TAKE =
      """
      moved as (
        update basket_request request
           set status = :to, version = request.version + 1 %s
          from basket
         where request.id = %s
           and basket.id = request.basket_id
           and request.status = any(:from::text[]) %s
        returning request.id, basket_id, family_id, unit::text as unit, request.amount,
                  old.status as before, new.status as after, new.version as version,
                  new.required_tier as tier, new.round as round
      ),
      """;

  private static final String NOTE =
      """
      noted as (
        insert into request_step (request_id, version, step, status, taken_by, tier, amount)
        select id, version, :step, after, :takenBy, tier, amount from moved
      )
      select moved.*, (select array_agg(distinct category order by category)
                         from request_item where request_id = moved.id) as categories
        from moved
      """;

  private static final String STEP = "with " + TAKE.formatted("", "any(:ids)", "") + NOTE;

  private static final String ROUTED_STEP =
      "with "
          + TAKE.formatted(
              """
              , required_tier = :tier, policy_id = :policyId, decide_by = :decideBy,
                round = request.round + 1,
                submitted_at = case when :step = 'ESCALATE' then submitted_at else now() end
              """,
              ":id",
              "")
          + NOTE;

  private static final String DECIDED_STEP =
      TAKE.formatted("", ":id", "and request.version = :version")
          + """
          decided as (
            insert into decision (id, request_id, round, decision, tier, reason_code, note,
                                  decided_by, decided_on, appeal_until)
            select :decisionId, id, round, :decision, :ownTier, :reasonCode, :note, :takenBy,
                   :decidedOn, :appealUntil
              from moved
          ),
          """;

  private final DatabaseClient database;
  private final BasketMoney money;
  private final Outbox outbox;

  RequestSteps(DatabaseClient database, BasketMoney money, Outbox outbox) {
    this.database = database;
    this.money = money;
    this.outbox = outbox;
  }

  /**
   * Locks the request and takes the step, if the table allows it from where the request stands;
   * fails with {@code step-not-allowed} otherwise. Who may take it is for the caller of this method
   * to have asked.
   *
   * @param takenBy the subject of whoever takes it, {@link #FAMILY} or {@link #TIME}
   */
  public Mono<RequestMoved> take(UUID requestId, RequestStep step, String takenBy) {
    return takeAll(List.of(requestId), step, takenBy).map(List::getFirst);
  }

  /** As above, of many requests: all of them take the step, or it fails. */
  public Mono<List<RequestMoved>> takeAll(List<UUID> requestIds, RequestStep step, String takenBy) {
    return bind(STEP, step, takenBy)
        .bind("ids", requestIds.toArray(UUID[]::new))
        .map(RequestSteps::read)
        .all()
        .collectList()
        .filter(moved -> moved.size() == requestIds.size())
        .switchIfEmpty(Mono.error(StepNotAllowed::new));
  }

  /** As {@link #take}, for a step after which somebody decides anew. */
  public Mono<RequestMoved> take(UUID requestId, RequestStep step, String takenBy, Route route) {
    var statement =
        bind(ROUTED_STEP, step, takenBy)
            .bind("id", requestId)
            .bind("tier", route.tier())
            .bind("policyId", route.policyId());
    return bind(statement, "decideBy", LocalDate.class, route.decideBy())
        .map(RequestSteps::read)
        .one()
        .switchIfEmpty(Mono.error(StepNotAllowed::new));
  }

  /**
   * Decides: takes the step, keeps the decision and tells it, in one statement. Nothing where the
   * request is no longer as it was read, or where the table does not allow the step. Fails with
   * {@link ConflictOfInterest}.
   *
   * @param more what the statement writes besides, if it comes to {@link #MOVED}
   */
  Mono<RequestMoved> decide(
      RequestToDecide read, Decision decision, String decidedBy, StatementPart more) {
    return outbox
        .part(RequestEvent.Decided.of(read, decision), MOVED)
        .flatMap(told -> take(read, decision, decidedBy, told.and(more)));
  }

  private Mono<RequestMoved> take(
      RequestToDecide read, Decision decision, String decidedBy, StatementPart more) {
    return decided(read, decision, decidedBy)
        .and(more)
        .and(new StatementPart(NOTE, Map.of()))
        .whole(database)
        .map(RequestSteps::read)
        .one()
        .onErrorMap(ConflictOfInterest::orOther);
  }

  private static StatementPart decided(RequestToDecide read, Decision decision, String decidedBy) {
    RequestStep step = decision.decision().step();
    Decision.Reason reason = decision.reasonCode();
    return new StatementPart(
        DECIDED_STEP,
        Map.ofEntries(
            Map.entry("to", step.to().name()),
            Map.entry("from", step.from().stream().map(Enum::name).toArray(String[]::new)),
            Map.entry("step", step.name()),
            Map.entry("takenBy", decidedBy),
            Map.entry("id", read.id()),
            Map.entry("version", read.version()),
            Map.entry("decisionId", decision.id()),
            Map.entry("decision", decision.decision().name()),
            Map.entry("ownTier", decision.tier()),
            Map.entry("decidedOn", decision.decidedOn()),
            Map.entry("reasonCode", valueOf(String.class, reason == null ? null : reason.name())),
            Map.entry("note", valueOf(String.class, decision.note())),
            Map.entry("appealUntil", valueOf(LocalDate.class, decision.appealUntil()))));
  }

  private DatabaseClient.GenericExecuteSpec bind(String sql, RequestStep step, String takenBy) {
    return database
        .sql(sql)
        .bind("to", step.to().name())
        .bind("from", step.from().stream().map(Enum::name).toArray(String[]::new))
        .bind("step", step.name())
        .bind("takenBy", takenBy);
  }

  private static <T> DatabaseClient.GenericExecuteSpec bind(
      DatabaseClient.GenericExecuteSpec statement, String name, Class<T> type, @Nullable T value) {
    return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
  }

  /**
   * Reserves or frees the request's money, as the step that was taken asks for; the last thing to
   * do before the commit. A payment and its reversal are not settled here: they know what was
   * really paid.
   */
  public Mono<Void> settle(RequestMoved moved) {
    boolean held = moved.before().holdsMoney();
    boolean holds = moved.after().holdsMoney();
    if (held == holds) {
      return Mono.empty();
    }
    return holds
        ? money.reserve(moved.basketId(), moved.amount(), moved.requestId())
        : money.release(moved.basketId(), moved.amount(), moved.requestId());
  }

  private static RequestMoved read(Readable row) {
    return new RequestMoved(
        row.get("id", UUID.class),
        row.get("basket_id", UUID.class),
        row.get("family_id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        new Money(row.get("amount", Long.class)),
        List.of(row.get("categories", String[].class)),
        RequestStatus.valueOf(row.get("before", String.class)),
        RequestStatus.valueOf(row.get("after", String.class)),
        row.get("version", Long.class));
  }
}
