package org.retzef.basket.budget;

import java.net.URI;
import java.util.UUID;
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
@RequestMapping("/api/v1")
class BudgetController {

  private final BudgetLoading loading;
  private final Budgets budgets;
  private final Envelopes envelopes;
  private final Idempotency idempotency;

  BudgetController(
      BudgetLoading loading, Budgets budgets, Envelopes envelopes, Idempotency idempotency) {
    this.loading = loading;
    this.budgets = budgets;
    this.envelopes = envelopes;
    this.idempotency = idempotency;
  }

  @PostMapping("/budgets")
  Mono<ResponseEntity<Budget>> load(IdempotencyKey key, @RequestBody LoadBudgetRequest request) {
    return idempotency.once(
        key, request, Budget.class, () -> loading.load(request).map(BudgetController::created));
  }

  @GetMapping("/budgets")
  Mono<ResponseEntity<Page<Budget>>> list(PageRequest page) {
    return budgets.list(page).map(page::answer);
  }

  @GetMapping("/budgets/{id}")
  Mono<Budget> get(@PathVariable UUID id) {
    return budgets.find(id);
  }

  @GetMapping("/envelopes")
  Mono<Page<Envelope>> envelopes() {
    return envelopes.all().collectList().map(Page::whole);
  }

  private static ResponseEntity<Budget> created(Budget budget) {
    return ResponseEntity.created(URI.create("/api/v1/budgets/" + budget.id())).body(budget);
  }
}
