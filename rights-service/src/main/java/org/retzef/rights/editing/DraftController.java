package org.retzef.rights.editing;

import java.net.URI;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/rights/drafts")
class DraftController {

  private final Editing editing;
  private final Drafts drafts;
  private final Idempotency idempotency;
  private final Commands commands;

  DraftController(Editing editing, Drafts drafts, Idempotency idempotency, Commands commands) {
    this.editing = editing;
    this.drafts = drafts;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Begins a new version of a right, or a new right. */
  @PostMapping
  Mono<ResponseEntity<Draft>> write(
      Caller caller, OptionalIdempotencyKey key, @RequestBody WriteDraftRequest request) {
    return idempotency.once(
        key, request, Draft.class, () -> editing.write(caller, request).map(this::created));
  }

  /** Lists drafts, oldest first. */
  @GetMapping
  Mono<ResponseEntity<Page<Draft>>> list(PageRequest page) {
    return drafts.list(page).map(page::answer);
  }

  /** Shows a draft. */
  @GetMapping("/{id}")
  Mono<ResponseEntity<Draft>> get(@PathVariable UUID id) {
    return drafts.find(id).map(DraftController::found);
  }

  /** Writes a draft anew; the writer becomes its author. */
  @PutMapping("/{id}")
  Mono<ResponseEntity<Draft>> rewrite(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody WriteDraftRequest request) {
    return commands
        .run(() -> editing.rewrite(caller, id, expected, request))
        .map(DraftController::found);
  }

  /** Submits a draft to review; its rule is compiled here, and again when it is published. */
  @PostMapping("/{id}/submission")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<Draft>> submit(@PathVariable UUID id, ExpectedVersion expected) {
    return commands.run(() -> editing.submit(id, expected)).map(DraftController::found);
  }

  /** Publishes a draft or returns it to its author, who cannot do this. */
  @PostMapping("/{id}/review")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<Draft>> review(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody ReviewDraftRequest request) {
    return commands
        .run(() -> editing.review(caller, id, expected, request))
        .map(DraftController::found);
  }

  private ResponseEntity<Draft> created(Draft draft) {
    return ResponseEntity.created(URI.create("/api/v1/rights/drafts/" + draft.id()))
        .eTag(ExpectedVersion.eTag(draft.version()))
        .body(draft);
  }

  private static ResponseEntity<Draft> found(Draft draft) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(draft.version())).body(draft);
  }
}
