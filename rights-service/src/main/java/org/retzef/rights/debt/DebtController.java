package org.retzef.rights.debt;

import java.net.URI;
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
import org.retzef.rights.family.KnownFamilies;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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
@RequestMapping("/api/v1/debts")
class DebtController {

  private final Debts debts;
  private final KnownFamilies families;
  private final Idempotency idempotency;
  private final Commands commands;

  DebtController(Debts debts, KnownFamilies families, Idempotency idempotency, Commands commands) {
    this.debts = debts;
    this.families = families;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Records a debt of a family. */
  @PostMapping
  Mono<ResponseEntity<Debt>> record(
      Caller caller, OptionalIdempotencyKey key, @RequestBody RecordDebtRequest request) {
    UUID id = Ids.next();
    return idempotency.once(
        key,
        request,
        Debt.class,
        () ->
            families
                .find(caller, request.familyId())
                .then(debts.insert(id, request))
                .then(debts.find(caller, id))
                .map(
                    debt ->
                        ResponseEntity.created(URI.create("/api/v1/debts/" + id))
                            .eTag(ExpectedVersion.eTag(debt.version()))
                            .body(debt)));
  }

  /** Lists a family's debts, the first recorded first. */
  @GetMapping
  Mono<ResponseEntity<Page<Debt>>> list(
      Caller caller, @RequestParam UUID familyId, PageRequest page) {
    return debts.of(caller, familyId, page).map(page::answer);
  }

  /** Totals by kind of creditor, over the caller's unit. */
  @GetMapping("/totals")
  Mono<Page<DebtTotal>> totals(Caller caller) {
    return debts.totals(caller).map(Page::whole);
  }

  /** Shows a debt. */
  @GetMapping("/{id}")
  Mono<ResponseEntity<Debt>> get(Caller caller, @PathVariable UUID id) {
    return debts.find(caller, id).map(DebtController::found);
  }

  /** Says how far the enforcement or the response to a young person's debt has come. */
  @PatchMapping("/{id}")
  Mono<ResponseEntity<Debt>> change(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody ChangeDebtRequest request) {
    return commands
        .run(
            () ->
                debts
                    .lock(caller, id)
                    .doOnNext(debt -> requireOpen(debt, expected))
                    .then(debts.change(id, request))
                    .then(debts.find(caller, id)))
        .map(DebtController::found);
  }

  /** Records what came of a debt. */
  @PostMapping("/{id}/settlement")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<Debt>> settle(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody SettleDebtRequest request) {
    return commands
        .run(
            () ->
                debts
                    .lock(caller, id)
                    .doOnNext(debt -> requireOpen(debt, expected))
                    .doOnNext(debt -> requirePlausible(debt, request))
                    .then(debts.settle(id, request))
                    .then(debts.find(caller, id)))
        .map(DebtController::found);
  }

  private static void requireOpen(Debt debt, ExpectedVersion expected) {
    expected.orRefuse(debt.version(), debt);
    if (debt.outcome() != null) {
      throw new DebtSettled();
    }
  }

  private static void requirePlausible(Debt debt, SettleDebtRequest request) {
    List<Fault> faults = new ArrayList<>();
    if (request.settled().compareTo(debt.amount()) > 0) {
      faults.add(Fault.of("settled", "settlement-above-debt"));
    }
    if (request.settledOn().isBefore(debt.since())) {
      faults.add(Fault.of("settledOn", "date-before-start"));
    }
    InvalidInput.ifAny(faults);
  }

  private static ResponseEntity<Debt> found(Debt debt) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(debt.version())).body(debt);
  }
}
