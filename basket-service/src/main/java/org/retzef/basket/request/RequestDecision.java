package org.retzef.basket.request;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.platform.problem.Refusal;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Decides on a request. Runs inside the caller's command. */
@Service
class RequestDecision {

  private final ApprovalPolicies policies;
  private final Requests requests;
  private final RequestSteps steps;
  private final Outbox outbox;
  private final Clock clock;
  private final int appealDays;

  RequestDecision(
      ApprovalPolicies policies,
      Requests requests,
      RequestSteps steps,
      Outbox outbox,
      Clock clock,
      @Value("${retzef.appeal-days}") int appealDays) {
    this.policies = policies;
    this.requests = requests;
    this.steps = steps;
    this.outbox = outbox;
    this.clock = clock;
    this.appealDays = appealDays;
  }

  Mono<DecisionMade> decide(
      Caller caller, UUID requestId, ExpectedVersion expected, DecideRequest decide) {
    requireReason(decide);
    LocalDate today = LocalDate.now(clock);
    return policies
        .tierOf(caller, today)
        .zipWhen(tier -> requests.lock(caller, requestId))
        .flatMap(
            found -> {
              int tier = found.getT1();
              requireRight(caller, tier, found.getT2(), expected);
              return moveAndTell(caller, requestId, newDecision(decide, tier, today));
            });
  }

  private static void requireReason(DecideRequest decide) {
    if (decide.decision() != Decision.Verdict.APPROVE && decide.reasonCode() == null) {
      throw new InvalidInput(Fault.of("reasonCode", "required"));
    }
  }

  /** A tier decides what needs it and what needs less; nobody decides on a request of their own. */
  private static void requireRight(
      Caller caller, int tier, BasketRequest request, ExpectedVersion expected) {
    if (tier == 0) {
      throw new Refusal(Refusal.Kind.FORBIDDEN, "role-not-allowed");
    }
    if (request.requestedBy().equals(caller.subject())) {
      throw new OwnRequest();
    }
    if (tier < request.requiredTier()) {
      throw new TierTooLow();
    }
    expected.orRefuse(request.version(), request);
  }

  private Decision newDecision(DecideRequest decide, int tier, LocalDate today) {
    boolean refused = decide.decision() == Decision.Verdict.REJECT;
    return new Decision(
        Ids.next(),
        decide.decision(),
        tier,
        decide.reasonCode(),
        decide.note(),
        today,
        refused ? today.plusDays(appealDays) : null,
        null,
        null);
  }

  private Mono<DecisionMade> moveAndTell(Caller caller, UUID requestId, Decision decision) {
    return steps
        .take(requestId, decision.decision().step())
        .delayUntil(moved -> requests.insertDecision(requestId, decision, caller.subject()))
        .delayUntil(moved -> outbox.append(RequestEvent.Decided.of(moved, decision)))
        .delayUntil(steps::settle)
        .map(
            moved ->
                new DecisionMade(
                    decision.id(), requestId, decision.decision(), moved.after(), moved.version()));
  }
}
