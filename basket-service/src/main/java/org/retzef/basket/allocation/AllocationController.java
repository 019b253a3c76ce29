package org.retzef.basket.allocation;

import java.net.URI;
import java.util.UUID;
import org.retzef.basket.budget.Budgets;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.IdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/budgets/{id}")
class AllocationController {

  private final Allocation allocation;
  private final Movements movements;
  private final Budgets budgets;
  private final Idempotency idempotency;

  AllocationController(
      Allocation allocation, Movements movements, Budgets budgets, Idempotency idempotency) {
    this.allocation = allocation;
    this.movements = movements;
    this.budgets = budgets;
    this.idempotency = idempotency;
  }

  /**
   * Moves money within the budget: to a district, on to an authority, back, or between lines. More
   * than is there is refused. A mistake is corrected by moving back or by a reversal.
   */
  @PostMapping("/allocations")
  Mono<ResponseEntity<Movement>> allocate(
      Caller caller,
      IdempotencyKey key,
      @PathVariable UUID id,
      @RequestBody AllocateRequest request) {
    return idempotency.once(
        key,
        request,
        Movement.class,
        closing ->
            allocation
                .moveAtOnce(caller, id, request, moved -> closing.part(created(moved)))
                .map(AllocationController::created),
        () -> allocation.move(caller, id, request).map(AllocationController::created));
  }

  /** What was moved, grown and cut in the budget, in its order. */
  @GetMapping("/allocations")
  Mono<ResponseEntity<Page<Movement>>> movements(@PathVariable UUID id, PageRequest page) {
    return budgets.year(id).then(movements.of(id, page)).map(page::answer);
  }

  /** Lets a line grow, or cuts it; a cut below what is committed is refused. */
  @PostMapping("/corrections")
  Mono<ResponseEntity<Movement>> correct(
      Caller caller,
      IdempotencyKey key,
      @PathVariable UUID id,
      @RequestBody CorrectBudgetRequest request) {
    return idempotency.once(
        key,
        request,
        Movement.class,
        () -> allocation.correct(caller, id, request).map(AllocationController::created));
  }

  /** What of the budget is where, all at one moment. */
  @GetMapping("/position")
  Mono<Position> position(@PathVariable UUID id) {
    return budgets.year(id).flatMap(movements::position);
  }

  private static ResponseEntity<Movement> created(Movement movement) {
    return ResponseEntity.created(
            URI.create("/api/v1/budgets/" + movement.budgetId() + "/allocations"))
        .body(movement);
  }
}
