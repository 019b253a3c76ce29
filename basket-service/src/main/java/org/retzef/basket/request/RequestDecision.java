package org.retzef.basket.request;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.basket.approval.Freezes;
import org.retzef.basket.approval.Tier;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Decides on a request, or votes on it where its tier is a committee. Runs inside the caller's
 * command.
 */
@Service
class RequestDecision {

  private final Requests requests;
  private final Decisions decisions;
  private final RequestSteps steps;
  private final Freezes freezes;
  private final Outbox outbox;
  private final Clock clock;
  private final int appealDays;

  RequestDecision(
      Requests requests,
      Decisions decisions,
      RequestSteps steps,
      Freezes freezes,
      Outbox outbox,
      Clock clock,
      @Value("${retzef.appeal-days}") int appealDays) {
    this.requests = requests;
    this.decisions = decisions;
    this.steps = steps;
    this.freezes = freezes;
    this.outbox = outbox;
    this.clock = clock;
    this.appealDays = appealDays;
  }

  Mono<DecisionMade> decide(
      Caller caller, UUID requestId, ExpectedVersion expected, DecideRequest decide) {
    requireReason(decide);
    int tier = Tier.of(caller);
    var vote =
        new Vote(caller.subject(), decide.decision(), tier, decide.reasonCode(), decide.note());
    return requests
        .lockToDecide(caller, requestId)
        .doOnNext(found -> requireRight(vote, found, expected))
        .map(Requests.ToDecide::request)
        .delayUntil(request -> requireNoFreeze(vote, request))
        .flatMap(request -> request.quorum() > 1 ? vote(request, vote) : settle(request, vote));
  }

  private static void requireReason(DecideRequest decide) {
    if (decide.decision() != Decision.Verdict.APPROVE && decide.reasonCode() == null) {
      throw new InvalidInput(Fault.of("reasonCode", "required"));
    }
  }

  /** A tier decides what needs it and what needs less; nobody decides on a request of their own. */
  private static void requireRight(Vote vote, Requests.ToDecide found, ExpectedVersion expected) {
    BasketRequest request = found.request();
    if (request.requestedBy().equals(vote.member()) || found.askers().contains(vote.member())) {
      throw new OwnRequest();
    }
    if (vote.tier() < request.requiredTier()) {
      throw new TierTooLow();
    }
    expected.orRefuse(request.version(), request);
    if (request.status() != RequestStatus.REJECTED && found.refusers().contains(vote.member())) {
      throw new RefusedBefore();
    }
  }

  private Mono<Void> requireNoFreeze(Vote vote, BasketRequest request) {
    return vote.verdict() == Decision.Verdict.APPROVE
        ? freezes.requireNone(request.unit(), LocalDate.now(clock))
        : Mono.empty();
  }

  /** The last vote that is needed makes the decision. */
  private Mono<DecisionMade> vote(BasketRequest request, Vote vote) {
    if (!RequestStep.VOTE.from().contains(request.status())) {
      return Mono.error(new StepNotAllowed());
    }
    return decisions
        .insert(request.id(), request.round(), vote)
        .then(Mono.defer(() -> decisions.votesOf(request.id(), request.round())))
        .flatMap(
            votes ->
                votes.size() < request.quorum()
                    ? noteVote(request, vote)
                    : settle(request, Vote.outcome(votes)));
  }

  private Mono<DecisionMade> noteVote(BasketRequest request, Vote vote) {
    return steps
        .take(request.id(), RequestStep.VOTE, vote.member())
        .map(
            moved ->
                new DecisionMade(
                    Ids.next(), request.id(), vote.verdict(), moved.after(), moved.version()));
  }

  private Mono<DecisionMade> settle(BasketRequest request, Vote vote) {
    Decision decision = newDecision(vote);
    return steps
        .take(request.id(), decision.decision().step(), vote.member())
        .delayUntil(
            moved -> decisions.insert(request.id(), request.round(), decision, vote.member()))
        .delayUntil(moved -> outbox.append(RequestEvent.Decided.of(moved, decision)))
        .delayUntil(steps::settle)
        .map(
            moved ->
                new DecisionMade(
                    decision.id(),
                    request.id(),
                    decision.decision(),
                    moved.after(),
                    moved.version()));
  }

  private Decision newDecision(Vote vote) {
    LocalDate today = LocalDate.now(clock);
    boolean refused = vote.verdict() == Decision.Verdict.REJECT;
    return new Decision(
        Ids.next(),
        vote.verdict(),
        vote.tier(),
        vote.reasonCode(),
        vote.note(),
        today,
        refused ? today.plusDays(appealDays) : null,
        null,
        null);
  }
}
