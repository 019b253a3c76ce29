package org.retzef.basket.request;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import org.retzef.basket.basket.BasketMoney;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The one place where a request changes its status. Runs inside the caller's command. */
@Repository
public class RequestSteps {

  private final DatabaseClient database;
  private final BasketMoney money;

  RequestSteps(DatabaseClient database, BasketMoney money) {
    this.database = database;
    this.money = money;
  }

  /**
   * Locks the request and takes the step, if the table allows it from where the request stands;
   * fails with {@code step-not-allowed} otherwise. Who may take it is for the caller of this method
   * to have asked.
   */
  public Mono<RequestMoved> take(UUID requestId, RequestStep step) {
    return database
        .sql(
            """
            update basket_request request
               set status = :to, version = request.version + 1
              from basket
             where request.id = :id
               and basket.id = request.basket_id
               and request.status = any(:from::text[])
            returning request.id, basket_id, family_id, unit::text as unit, request.amount,
                      (select array_agg(distinct category order by category)
                         from request_item where request_id = request.id) as categories,
                      old.status as before, new.status as after, new.version as version
            """)
        .bind("id", requestId)
        .bind("to", step.to().name())
        .bind("from", step.from().stream().map(Enum::name).toArray(String[]::new))
        .map(RequestSteps::read)
        .one()
        .switchIfEmpty(Mono.error(StepNotAllowed::new));
  }

  /**
   * Reserves or frees the request's money, as the step that was taken asks for; the last thing to
   * do before the commit. A payment is not settled here: it knows what was really paid.
   */
  Mono<Void> settle(RequestMoved moved) {
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
