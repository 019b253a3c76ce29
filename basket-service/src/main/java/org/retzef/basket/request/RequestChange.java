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
 * Withdraws a request, or submits one again that was returned. Runs inside the caller's command.
 */
@Service
class RequestChange {

  private final Requests requests;
  private final RequestSteps steps;
  private final Outbox outbox;
  private final Clock clock;

  RequestChange(Requests requests, RequestSteps steps, Outbox outbox, Clock clock) {
    this.requests = requests;
    this.steps = steps;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<BasketRequest> change(
      Caller caller, UUID requestId, ExpectedVersion expected, ChangeRequest change) {
    RequestStep step = stepTo(change.status());
    return requests
        .lock(caller, requestId)
        .doOnNext(request -> expected.orRefuse(request.version(), request))
        .then(steps.take(requestId, step))
        .delayUntil(moved -> outbox.append(news(step, moved)))
        .delayUntil(steps::settle)
        .then(requests.find(caller, requestId));
  }

  private static RequestStep stepTo(RequestStatus status) {
    return switch (status) {
      case WITHDRAWN -> RequestStep.WITHDRAW;
      case SUBMITTED -> RequestStep.SUBMIT;
      default -> throw new InvalidInput(Fault.of("status", "value-unknown"));
    };
  }

  private RequestEvent news(RequestStep step, RequestMoved moved) {
    return step == RequestStep.SUBMIT
        ? RequestEvent.Submitted.of(moved)
        : RequestEvent.Decided.withdrawn(moved, LocalDate.now(clock));
  }
}
