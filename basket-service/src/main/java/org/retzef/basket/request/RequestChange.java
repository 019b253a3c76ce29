package org.retzef.basket.request;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Withdraws a request, or completes one that was returned and submits it again: held against the
 * rules and routed as of that day. Runs inside the caller's command.
 */
@Service
class RequestChange {

  private final BasketsToAsk baskets;
  private final ItemCheck items;
  private final RequestSubmission submission;
  private final Requests requests;
  private final RequestWriting writing;
  private final RequestSteps steps;
  private final Outbox outbox;
  private final Clock clock;

  RequestChange(
      BasketsToAsk baskets,
      ItemCheck items,
      RequestSubmission submission,
      Requests requests,
      RequestWriting writing,
      RequestSteps steps,
      Outbox outbox,
      Clock clock) {
    this.baskets = baskets;
    this.items = items;
    this.submission = submission;
    this.requests = requests;
    this.writing = writing;
    this.steps = steps;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<BasketRequest> change(
      Caller caller, UUID requestId, ExpectedVersion expected, ChangeRequest change) {
    requireSomething(change);
    return requests
        .lock(caller, requestId)
        .doOnNext(request -> expected.orRefuse(request.version(), request))
        .flatMap(request -> edit(caller, request, change))
        .flatMap(request -> move(caller, request, change))
        .then(requests.find(caller, requestId));
  }

  private static void requireSomething(ChangeRequest change) {
    RequestStatus to = change.status();
    if (to == null ? !change.edits() : to == RequestStatus.WITHDRAWN && change.edits()) {
      throw new InvalidInput(Fault.of("status", "required"));
    }
    if (to != null && to != RequestStatus.WITHDRAWN && to != RequestStatus.SUBMITTED) {
      throw new InvalidInput(Fault.of("status", "value-unknown"));
    }
  }

  private Mono<BasketRequest> edit(Caller caller, BasketRequest request, ChangeRequest change) {
    if (!change.edits()) {
      return Mono.just(request);
    }
    SubmitRequest changed = request.changed(change);
    return baskets
        .find(caller, request.basketId(), changed)
        .flatMap(basket -> items.require(request.id(), basket, changed))
        .then(writing.edit(request, changed, caller.subject()))
        .then(requests.find(caller, request.id()));
  }

  private Mono<Void> move(Caller caller, BasketRequest request, ChangeRequest change) {
    return switch (change.status()) {
      case WITHDRAWN -> withdraw(caller, request);
      case SUBMITTED -> submit(caller, request);
      case null, default -> Mono.empty();
    };
  }

  private Mono<Void> withdraw(Caller caller, BasketRequest request) {
    return steps
        .take(request.id(), RequestStep.WITHDRAW, caller.subject())
        .delayUntil(
            moved -> outbox.append(RequestEvent.Decided.withdrawn(moved, LocalDate.now(clock))))
        .delayUntil(steps::settle)
        .then();
  }

  private Mono<Void> submit(Caller caller, BasketRequest request) {
    SubmitRequest asked = request.asked();
    return baskets
        .find(caller, request.basketId(), asked)
        .delayUntil(basket -> items.require(request.id(), basket, asked))
        .flatMap(basket -> submission.route(basket, asked))
        .flatMap(route -> steps.take(request.id(), RequestStep.SUBMIT, caller.subject(), route))
        .delayUntil(moved -> outbox.append(RequestEvent.Submitted.again(moved)))
        .delayUntil(steps::settle)
        .then();
  }
}
