package org.retzef.basket.request;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.basket.approval.Routing;
import org.retzef.basket.rule.RuleCheck;
import org.retzef.platform.outbox.Outbox;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What an appeal does to a request. Runs inside the caller's command. */
@Service
public class RequestReopening {

  private final RuleCheck rules;
  private final Routing routing;
  private final RequestSteps steps;
  private final Outbox outbox;
  private final Clock clock;

  RequestReopening(
      RuleCheck rules, Routing routing, RequestSteps steps, Outbox outbox, Clock clock) {
    this.rules = rules;
    this.routing = routing;
    this.steps = steps;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * It is decided anew, and its amount is reserved again: fails with {@code basket-closed} (409)
   * where the basket has closed by now, with {@code basket-exceeded} (409) where it has less left,
   * and with {@code cap-reached} (409) where the family got up to a cap meanwhile.
   */
  public Mono<Void> afterRefusal(UUID requestId, int tier, String by) {
    return rules
        .requireCaps(requestId)
        .then(Mono.defer(() -> routing.to(tier, LocalDate.now(clock))))
        .flatMap(route -> steps.take(requestId, RequestStep.REOPEN, by, route))
        .delayUntil(moved -> outbox.append(RequestEvent.Submitted.again(moved)))
        .delayUntil(steps::settle)
        .then();
  }

  /** The next tier decides. */
  public Mono<Void> afterSilence(UUID requestId, int tier, String by) {
    return routing
        .to(tier + 1, LocalDate.now(clock))
        .flatMap(route -> steps.take(requestId, RequestStep.ESCALATE, by, route))
        .then();
  }
}
