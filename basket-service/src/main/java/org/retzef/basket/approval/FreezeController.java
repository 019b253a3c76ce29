package org.retzef.basket.approval;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
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
@RequestMapping("/api/v1/approval-freezes")
class FreezeController {

  private final Freezes freezes;
  private final Idempotency idempotency;
  private final Commands commands;
  private final Clock clock;

  FreezeController(Freezes freezes, Idempotency idempotency, Commands commands, Clock clock) {
    this.freezes = freezes;
    this.idempotency = idempotency;
    this.commands = commands;
    this.clock = clock;
  }

  /** Stops approvals in a unit and below it for some days. */
  @PostMapping
  Mono<ResponseEntity<Freeze>> add(
      Caller caller, OptionalIdempotencyKey key, @RequestBody AddFreezeRequest request) {
    InvalidInput.ifAny(faultsOf(caller, request));
    var freeze =
        new Freeze(
            Ids.next(),
            request.unit(),
            request.firstDay(),
            request.lastDay(),
            request.reason(),
            caller.subject(),
            1);
    return idempotency.once(
        key,
        request,
        Freeze.class,
        () ->
            freezes
                .insert(freeze)
                .thenReturn(
                    ResponseEntity.created(URI.create("/api/v1/approval-freezes/" + freeze.id()))
                        .eTag(ExpectedVersion.eTag(1))
                        .body(freeze)));
  }

  private List<Fault> faultsOf(Caller caller, AddFreezeRequest request) {
    List<Fault> faults = new ArrayList<>();
    if (!caller.sees(request.unit())) {
      faults.add(Fault.of("unit", "unit-unknown"));
    }
    if (request.firstDay().isBefore(LocalDate.now(clock))) {
      faults.add(Fault.of("firstDay", "date-in-past"));
    }
    if (request.lastDay().isBefore(request.firstDay())) {
      faults.add(Fault.of("lastDay", "period-ends-before-it-begins"));
    }
    return faults;
  }

  /** Ends a freeze sooner or later than was planned. */
  @PatchMapping("/{id}")
  Mono<ResponseEntity<Freeze>> end(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody EndFreezeRequest request) {
    return commands
        .run(
            () ->
                freezes
                    .lock(caller, id)
                    .doOnNext(freeze -> requireChangeable(freeze, expected, request))
                    .then(freezes.end(id, request.lastDay(), caller.subject()))
                    .then(freezes.lock(caller, id)))
        .map(
            freeze ->
                ResponseEntity.ok().eTag(ExpectedVersion.eTag(freeze.version())).body(freeze));
  }

  private static void requireChangeable(
      Freeze freeze, ExpectedVersion expected, EndFreezeRequest request) {
    expected.orRefuse(freeze.version(), freeze);
    if (request.lastDay().isBefore(freeze.firstDay())) {
      throw new InvalidInput(Fault.of("lastDay", "period-ends-before-it-begins"));
    }
  }

  /** The freezes that count for the caller's units. */
  @GetMapping
  Mono<ResponseEntity<Page<Freeze>>> list(Caller caller, PageRequest page) {
    return freezes.seenBy(caller, page).map(page::answer);
  }
}
