package org.retzef.rights.editing;

import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/suggestions")
class SuggestionController {

  private final Suggestions suggestions;
  private final Idempotency idempotency;
  private final Commands commands;
  private final Clock clock;

  SuggestionController(
      Suggestions suggestions, Idempotency idempotency, Commands commands, Clock clock) {
    this.suggestions = suggestions;
    this.idempotency = idempotency;
    this.commands = commands;
    this.clock = clock;
  }

  /** Suggests a change of the catalogue. */
  @PostMapping
  Mono<ResponseEntity<Suggestion.Receipt>> suggest(
      Caller caller, OptionalIdempotencyKey key, @RequestBody SuggestRequest request) {
    UUID id = Ids.next();
    return idempotency.once(
        key,
        request,
        Suggestion.Receipt.class,
        () ->
            suggestions
                .insert(caller, id, request, clock.instant())
                .thenReturn(
                    ResponseEntity.created(URI.create("/api/v1/suggestions/" + id))
                        .eTag(ExpectedVersion.eTag(1))
                        .body(new Suggestion.Receipt(id, Suggestion.Status.OPEN, 1))));
  }

  /** Lists suggestions of the caller's unit, oldest first. */
  @GetMapping
  Mono<ResponseEntity<Page<Suggestion>>> list(
      Caller caller,
      @RequestParam(required = false) Suggestion.@Nullable Status status,
      PageRequest page) {
    return suggestions.list(caller, status, page).map(page::answer);
  }

  /** Shows a suggestion and what became of it. */
  @GetMapping("/{id}")
  Mono<ResponseEntity<Suggestion>> get(Caller caller, @PathVariable UUID id) {
    return suggestions.find(caller, id).map(SuggestionController::found);
  }

  /** Refuses a suggestion, with a reason. */
  @PostMapping("/{id}/refusal")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<Suggestion>> refuse(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody RefuseSuggestionRequest request) {
    return commands
        .run(
            () ->
                suggestions
                    .lock(caller, id)
                    .doOnNext(suggestion -> requireOpen(suggestion, expected))
                    .then(suggestions.refuse(id, request.reason()))
                    .then(suggestions.find(caller, id)))
        .map(SuggestionController::found);
  }

  private static void requireOpen(Suggestion suggestion, ExpectedVersion expected) {
    expected.orRefuse(suggestion.version(), suggestion);
    if (suggestion.status() != Suggestion.Status.OPEN) {
      throw new SuggestionClosed();
    }
  }

  private static ResponseEntity<Suggestion> found(Suggestion suggestion) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(suggestion.version())).body(suggestion);
  }
}
