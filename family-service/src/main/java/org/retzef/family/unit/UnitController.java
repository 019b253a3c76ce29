package org.retzef.family.unit;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.family.AsOf;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/units")
class UnitController {

  private final Units units;
  private final UnitChange changes;
  private final Operators operators;
  private final OperatorAssignment assignment;
  private final Idempotency idempotency;
  private final Commands commands;
  private final Clock clock;

  UnitController(
      Units units,
      UnitChange changes,
      Operators operators,
      OperatorAssignment assignment,
      Idempotency idempotency,
      Commands commands,
      Clock clock) {
    this.units = units;
    this.changes = changes;
    this.operators = operators;
    this.assignment = assignment;
    this.idempotency = idempotency;
    this.commands = commands;
    this.clock = clock;
  }

  /** Lists the caller's unit and all below it. */
  @GetMapping
  Mono<ResponseEntity<Page<Unit>>> list(Caller caller, PageRequest page) {
    return units.seenBy(caller, page).map(page::answer);
  }

  /** Adds a unit below one that is there. */
  @PostMapping
  Mono<ResponseEntity<Unit>> create(
      Caller caller, OptionalIdempotencyKey key, @RequestBody CreateUnitRequest request) {
    return idempotency.once(
        key,
        request,
        Unit.class,
        () -> changes.create(caller, request).map(UnitController::created));
  }

  /** Shows a unit. */
  @GetMapping("/{path}")
  Mono<ResponseEntity<Unit>> get(Caller caller, @PathVariable String path) {
    return units.find(caller, path).map(UnitController::found);
  }

  /** Changes a unit's names, days and marks. */
  @PatchMapping("/{path}")
  Mono<ResponseEntity<Unit>> change(
      Caller caller,
      @PathVariable String path,
      ExpectedVersion expected,
      @RequestBody ChangeUnitRequest request) {
    return units
        .find(caller, path)
        .flatMap(unit -> commands.run(() -> changes.change(caller, unit.path(), expected, request)))
        .map(UnitController::found);
  }

  /**
   * Lists who runs staff and training of a unit, and since when.
   *
   * @param asOf only who was in charge on this day, chosen for the unit or for the nearest one
   *     above it that has an operator; empty where nobody was
   */
  @GetMapping("/{path}/operators")
  Mono<Page<Operator>> operators(
      Caller caller,
      @PathVariable String path,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate asOf) {
    return units
        .find(caller, path)
        .flatMapMany(
            unit ->
                asOf == null
                    ? operators.of(unit.path())
                    : operators.inCharge(unit.path(), AsOf.any(asOf, clock)))
        .collectList()
        .map(Page::whole);
  }

  /** Gives a district to an operator from a day on; the operator before ends the day before. */
  @PostMapping("/{path}/operators")
  Mono<ResponseEntity<Operator>> assign(
      Caller caller,
      @PathVariable String path,
      OptionalIdempotencyKey key,
      @RequestBody AssignOperatorRequest request) {
    return units
        .find(caller, path)
        .flatMap(
            unit ->
                idempotency.once(
                    key,
                    request,
                    Operator.class,
                    () ->
                        assignment
                            .assign(caller, unit.path(), request)
                            .map(operator -> createdAt(unit, operator))));
  }

  private static ResponseEntity<Operator> createdAt(Unit unit, Operator operator) {
    return ResponseEntity.created(
            URI.create(
                "/api/v1/units/%s/operators?asOf=%s".formatted(unit.path(), operator.from())))
        .body(operator);
  }

  private static ResponseEntity<Unit> found(Unit unit) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(unit.version())).body(unit);
  }

  private static ResponseEntity<Unit> created(Unit unit) {
    return ResponseEntity.created(URI.create("/api/v1/units/" + unit.path()))
        .eTag(ExpectedVersion.eTag(unit.version()))
        .body(unit);
  }
}
