package org.retzef.basket.request;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import org.retzef.basket.approval.Freezes;
import org.retzef.basket.approval.Tier;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.StatementPart;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Decides on a request, or votes on it where its tier is a committee. Runs inside the caller's
 * command. A single decider locks nothing beforehand: the decision counts only if the request is
 * still as it was read, else it is read again under its lock.
 */
@Service
class RequestDecision {

  private final RequestsToDecide toDecide;
  private final Requests requests;
  private final Votes votes;
  private final RequestSteps steps;
  private final Freezes freezes;
  private final Clock clock;
  private final int appealDays;

  RequestDecision(
      RequestsToDecide toDecide,
      Requests requests,
      Votes votes,
      RequestSteps steps,
      Freezes freezes,
      Clock clock,
      @Value("${retzef.appeal-days}") int appealDays) {
    this.toDecide = toDecide;
    this.requests = requests;
    this.votes = votes;
    this.steps = steps;
    this.freezes = freezes;
    this.clock = clock;
    this.appealDays = appealDays;
  }

  Mono<DecisionMade> decide(
      Caller caller, UUID requestId, ExpectedVersion expected, DecideRequest decide) {
    requireReason(decide);
    Vote vote = vote(caller, decide);
    return read(caller, requestId, expected, vote)
        .filter(request -> request.quorum() == 1)
        .flatMap(request -> settle(request, vote))
        .switchIfEmpty(
            Mono.defer(
                () ->
                    requests
                        .hold(caller, requestId)
                        .then(Mono.defer(() -> read(caller, requestId, expected, vote)))
                        .flatMap(request -> decideLocked(request, vote))));
  }

  /**
   * Approves by one statement. Empty where that is not enough: a refusal frees money, a committee
   * votes, and a request that has changed meanwhile is read again under its lock.
   *
   * @param closing what that statement writes besides the decision
   */
  Mono<DecisionMade> approveAtOnce(
      Caller caller,
      UUID requestId,
      ExpectedVersion expected,
      DecideRequest decide,
      Function<DecisionMade, Mono<StatementPart>> closing) {
    if (decide.decision() != Decision.Verdict.APPROVE) {
      return Mono.empty();
    }
    Vote vote = vote(caller, decide);
    return read(caller, requestId, expected, vote)
        .filter(request -> request.quorum() == 1)
        .flatMap(request -> approve(request, vote, closing));
  }

  private static Vote vote(Caller caller, DecideRequest decide) {
    return new Vote(
        caller.subject(), decide.decision(), Tier.of(caller), decide.reasonCode(), decide.note());
  }

  /** Fails where this caller must not decide so. */
  private Mono<RequestToDecide> read(
      Caller caller, UUID requestId, ExpectedVersion expected, Vote vote) {
    return toDecide
        .find(caller, requestId, LocalDate.now(clock))
        .doOnNext(request -> requireRight(vote, request))
        .delayUntil(request -> requireVersion(caller, expected, request))
        .doOnNext(request -> requireNotRefusedBefore(vote, request))
        .delayUntil(request -> requireNoFreeze(vote, request));
  }

  private Mono<DecisionMade> decideLocked(RequestToDecide request, Vote vote) {
    return request.quorum() > 1
        ? vote(request, vote)
        : settle(request, vote).switchIfEmpty(Mono.error(StepNotAllowed::new));
  }

  private static void requireReason(DecideRequest decide) {
    if (decide.decision() != Decision.Verdict.APPROVE && decide.reasonCode() == null) {
      throw new InvalidInput(Fault.of("reasonCode", "required"));
    }
  }

  /** A tier decides what needs it and what needs less; nobody decides on a request of their own. */
  private static void requireRight(Vote vote, RequestToDecide request) {
    if (request.askers().contains(vote.member())) {
      throw new OwnRequest();
    }
    if (vote.tier() < request.requiredTier()) {
      throw new TierTooLow();
    }
  }

  private Mono<Void> requireVersion(
      Caller caller, ExpectedVersion expected, RequestToDecide request) {
    return expected.value() == request.version()
        ? Mono.empty()
        : requests
            .find(caller, request.id())
            .doOnNext(current -> expected.orRefuse(request.version(), current))
            .then();
  }

  private static void requireNotRefusedBefore(Vote vote, RequestToDecide request) {
    if (request.status() != RequestStatus.REJECTED && request.refusers().contains(vote.member())) {
      throw new RefusedBefore();
    }
  }

  private Mono<Void> requireNoFreeze(Vote vote, RequestToDecide request) {
    return request.frozen() && vote.verdict() == Decision.Verdict.APPROVE
        ? freezes.requireNone(request.unit(), LocalDate.now(clock))
        : Mono.empty();
  }

  /** The last vote that is needed makes the decision. */
  private Mono<DecisionMade> vote(RequestToDecide request, Vote vote) {
    if (!RequestStep.VOTE.from().contains(request.status())) {
      return Mono.error(new StepNotAllowed());
    }
    return votes
        .insert(request.id(), request.round(), vote)
        .then(Mono.defer(() -> votes.of(request.id(), request.round())))
        .flatMap(
            cast ->
                cast.size() < request.quorum()
                    ? noteVote(request, vote)
                    : conclude(request, Vote.outcome(cast)));
  }

  /** A vote against it may be the last one that an approval by the others waited for. */
  private Mono<DecisionMade> conclude(RequestToDecide request, Vote outcome) {
    return requireNoFreeze(outcome, request).then(Mono.defer(() -> settle(request, outcome)));
  }

  private Mono<DecisionMade> noteVote(RequestToDecide request, Vote vote) {
    return steps
        .take(request.id(), RequestStep.VOTE, vote.member())
        .map(
            moved ->
                new DecisionMade(
                    Ids.next(), request.id(), vote.verdict(), moved.after(), moved.version()));
  }

  /** Nothing where the request is no longer as it was read, or stands where none decides on it. */
  private Mono<DecisionMade> settle(RequestToDecide request, Vote vote) {
    Decision decision = newDecision(vote);
    return steps
        .decide(request, decision, vote.member(), StatementPart.NOTHING)
        .delayUntil(steps::settle)
        .map(moved -> made(request, decision));
  }

  /** As {@link #settle}, of a decision after which the money stays where it is. */
  private Mono<DecisionMade> approve(
      RequestToDecide request, Vote vote, Function<DecisionMade, Mono<StatementPart>> closing) {
    Decision decision = newDecision(vote);
    DecisionMade made = made(request, decision);
    return closing
        .apply(made)
        .flatMap(more -> steps.decide(request, decision, vote.member(), more))
        .map(moved -> made);
  }

  private static DecisionMade made(RequestToDecide request, Decision decision) {
    return new DecisionMade(
        decision.id(),
        request.id(),
        decision.decision(),
        decision.decision().step().to(),
        request.version() + 1);
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
