package org.retzef.rights.policy;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/policy-items")
class PolicyItemController {

  private final PolicyItems items;
  private final Idempotency idempotency;
  private final Commands commands;
  private final Clock clock;

  PolicyItemController(PolicyItems items, Idempotency idempotency, Commands commands, Clock clock) {
    this.items = items;
    this.idempotency = idempotency;
    this.commands = commands;
    this.clock = clock;
  }

  /** Opens an item for a change of law, a calculator or a response of the community. */
  @PostMapping
  Mono<ResponseEntity<PolicyItem>> open(
      OptionalIdempotencyKey key, @RequestBody OpenPolicyItemRequest request) {
    if (request.kind() == PolicyItem.Kind.STUCK_CASES) {
      return Mono.error(new InvalidInput(Fault.of("kind", "value-unknown")));
    }
    UUID id = Ids.next();
    return idempotency.once(
        key,
        request,
        PolicyItem.class,
        () ->
            items
                .insert(id, request, LocalDate.now(clock))
                .then(items.find(id))
                .map(
                    item ->
                        ResponseEntity.created(URI.create("/api/v1/policy-items/" + id))
                            .eTag(ExpectedVersion.eTag(item.version()))
                            .body(item)));
  }

  /** Lists all items with their counts, the first one first. */
  @GetMapping
  Mono<ResponseEntity<Page<PolicyItem>>> list(PageRequest page) {
    return items.list(page).map(page::answer);
  }

  /** Shows an item. */
  @GetMapping("/{id}")
  Mono<ResponseEntity<PolicyItem>> get(@PathVariable UUID id) {
    return items.find(id).map(PolicyItemController::found);
  }

  /** Says that an item is worked on, or closed. */
  @PatchMapping("/{id}")
  Mono<ResponseEntity<PolicyItem>> move(
      @PathVariable UUID id, ExpectedVersion expected, @RequestBody MovePolicyItemRequest request) {
    return commands
        .run(
            () ->
                items
                    .lock(id)
                    .doOnNext(item -> requireOpen(item, expected))
                    .then(items.move(id, request.status()))
                    .then(items.find(id)))
        .map(PolicyItemController::found);
  }

  private static void requireOpen(PolicyItem item, ExpectedVersion expected) {
    expected.orRefuse(item.version(), item);
    if (item.status() == PolicyItem.Status.CLOSED) {
      throw new PolicyItemClosed();
    }
  }

  private static ResponseEntity<PolicyItem> found(PolicyItem item) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(item.version())).body(item);
  }
}
