package org.retzef.basket.request;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import org.retzef.basket.approval.Route;
import org.retzef.basket.approval.RoutedRequest;
import org.retzef.basket.approval.Routing;
import org.retzef.basket.basket.BasketMoney;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.outbox.StatementPart;
import org.retzef.platform.paging.Ids;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Asks for something out of a basket. Runs inside the caller's command. */
@Service
class RequestSubmission {

  private final BasketsToAsk baskets;
  private final ItemCheck items;
  private final Routing routing;
  private final RequestWriting writing;
  private final BasketMoney money;
  private final Outbox outbox;
  private final Clock clock;

  RequestSubmission(
      BasketsToAsk baskets,
      ItemCheck items,
      Routing routing,
      RequestWriting writing,
      BasketMoney money,
      Outbox outbox,
      Clock clock) {
    this.baskets = baskets;
    this.items = items;
    this.routing = routing;
    this.writing = writing;
    this.money = money;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<SubmittedRequest> submit(Caller caller, UUID basketId, SubmitRequest request) {
    return baskets
        .find(caller, basketId, request)
        .flatMap(
            basket -> submit(caller, basket, request, made -> Mono.just(StatementPart.NOTHING)));
  }

  /**
   * As {@link #submit}, by one statement; empty where a rule of spending looks at the request, for
   * then the family is locked first.
   *
   * @param closing what that statement writes besides the request
   */
  Mono<SubmittedRequest> submitAtOnce(
      Caller caller,
      UUID basketId,
      SubmitRequest request,
      Function<SubmittedRequest, Mono<StatementPart>> closing) {
    return baskets
        .find(caller, basketId, request)
        .filter(basket -> !basket.ruled())
        .flatMap(basket -> submit(caller, basket, request, closing));
  }

  private Mono<SubmittedRequest> submit(
      Caller caller,
      BasketToAsk basket,
      SubmitRequest request,
      Function<SubmittedRequest, Mono<StatementPart>> closing) {
    UUID id = Ids.next();
    basket.status().requireOpen();
    return items
        .require(id, basket, request)
        .then(Mono.defer(() -> route(basket, request)))
        .flatMap(route -> tellWriteAndReserve(caller, id, basket, request, route, closing));
  }

  Mono<Route> route(BasketToAsk basket, SubmitRequest request) {
    return routing.of(
        new RoutedRequest(
            request.amount(),
            request.categories(),
            request.aspect().name(),
            basket.unit(),
            basket.track()),
        basket.policy(),
        LocalDate.now(clock));
  }

  /** The basket's accounts are locked last: on a hot basket everybody waits for them. */
  private Mono<SubmittedRequest> tellWriteAndReserve(
      Caller caller,
      UUID id,
      BasketToAsk basket,
      SubmitRequest request,
      Route route,
      Function<SubmittedRequest, Mono<StatementPart>> closing) {
    StatementPart written = writing.submission(id, basket.id(), request, caller.subject(), route);
    SubmittedRequest made =
        new SubmittedRequest(
            id, basket.id(), RequestStatus.SUBMITTED, route.tier(), request.amount(), 1);
    return outbox
        .part(RequestEvent.Submitted.of(id, basket, request))
        .zipWhen(told -> closing.apply(made), StatementPart::and)
        .flatMap(more -> money.reserve(basket.id(), request.amount(), id, written.and(more)))
        .thenReturn(made);
  }
}
