package org.retzef.basket.request;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.IdempotencyKey;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.platform.problem.Languages;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
class RequestController {

  private final RequestSubmission submission;
  private final RequestDecision decision;
  private final RequestChange change;
  private final Requests requests;
  private final RequestHistory history;
  private final AnswerWriting answers;
  private final RefusalWords words;
  private final Idempotency idempotency;
  private final Commands commands;

  RequestController(
      RequestSubmission submission,
      RequestDecision decision,
      RequestChange change,
      Requests requests,
      RequestHistory history,
      AnswerWriting answers,
      RefusalWords words,
      Idempotency idempotency,
      Commands commands) {
    this.submission = submission;
    this.decision = decision;
    this.change = change;
    this.requests = requests;
    this.history = history;
    this.answers = answers;
    this.words = words;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Asks for something out of a basket; its amount is reserved at once. */
  @PostMapping("/baskets/{basketId}/requests")
  Mono<ResponseEntity<SubmittedRequest>> submit(
      Caller caller,
      @PathVariable UUID basketId,
      IdempotencyKey key,
      @RequestBody SubmitRequest request) {
    return idempotency.once(
        key,
        request,
        SubmittedRequest.class,
        closing ->
            submission
                .submitAtOnce(caller, basketId, request, made -> closing.part(created(made)))
                .map(RequestController::created),
        () -> submission.submit(caller, basketId, request).map(RequestController::created));
  }

  /**
   * Decides on a request, or votes where its tier is a committee: then its status is {@code
   * IN_APPROVAL} until the last vote that is needed. The answer's ETag is the request's: what comes
   * next is done to it.
   */
  @PostMapping("/requests/{id}/decisions")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<ResponseEntity<DecisionMade>> decide(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      OptionalIdempotencyKey key,
      @RequestBody DecideRequest request) {
    return idempotency.once(
        key,
        request,
        DecisionMade.class,
        closing ->
            decision
                .approveAtOnce(
                    caller,
                    id,
                    expected,
                    request,
                    made -> closing.part(decided(made), RequestSteps.MOVED))
                .map(RequestController::decided),
        () -> decision.decide(caller, id, expected, request).map(RequestController::decided));
  }

  /**
   * Withdraws a request; or completes one that was returned (items, aspect, goal), and with the
   * status {@code SUBMITTED} submits it again.
   */
  @PatchMapping("/requests/{id}")
  Mono<ResponseEntity<BasketRequest>> change(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody ChangeRequest request,
      ServerHttpRequest http) {
    return commands
        .run(() -> change.change(caller, id, expected, request))
        .map(changed -> found(changed, http));
  }

  /**
   * Shows a request; if it was refused, with the reason and the right of appeal. District and
   * country see what needs their tier, and what an appeal is open on.
   */
  @GetMapping("/requests/{id}")
  Mono<ResponseEntity<BasketRequest>> get(
      Caller caller, @PathVariable UUID id, ServerHttpRequest http) {
    return requests.find(caller, id).map(request -> found(request, http));
  }

  /**
   * The worklist; with a family, all that was asked for it. District and country see only what
   * needs their tier.
   */
  @GetMapping("/requests")
  Mono<ResponseEntity<Page<BasketRequest>>> list(
      Caller caller,
      @RequestParam(required = false) @Nullable RequestStatus status,
      @RequestParam(required = false) @Nullable UUID familyId,
      PageRequest page) {
    return requests.seenBy(caller, status, familyId, page).map(page::answer);
  }

  /**
   * The written answer to a request, for the worker to hand over: what was decided, why, and how to
   * appeal. In which language the family reads it, whoever asks for it says: it is not looked up.
   *
   * @param language to write in: he, ar, en, ru or am; Hebrew where none is named
   */
  @GetMapping("/requests/{id}/answer")
  Mono<WrittenAnswer> answer(
      Caller caller, @PathVariable UUID id, @RequestParam(defaultValue = "he") String language) {
    return requests.find(caller, id).flatMap(request -> answers.write(request, language));
  }

  /** All that happened to a request: steps, votes, decisions with their reasons, appeals. */
  @GetMapping("/requests/{id}/history")
  Mono<Page<HistoryEntry>> history(Caller caller, @PathVariable UUID id) {
    return requests.find(caller, id).then(history.of(id)).map(Page::whole);
  }

  private ResponseEntity<BasketRequest> found(BasketRequest request, ServerHttpRequest http) {
    return ResponseEntity.ok()
        .eTag(ExpectedVersion.eTag(request.version()))
        .body(words.explain(request, Languages.of(http.getHeaders())));
  }

  private static ResponseEntity<SubmittedRequest> created(SubmittedRequest request) {
    return ResponseEntity.created(URI.create("/api/v1/requests/" + request.id()))
        .eTag(ExpectedVersion.eTag(request.version()))
        .body(request);
  }

  private static ResponseEntity<DecisionMade> decided(DecisionMade made) {
    return ResponseEntity.status(HttpStatus.CREATED)
        .eTag(ExpectedVersion.eTag(made.version()))
        .body(made);
  }
}
