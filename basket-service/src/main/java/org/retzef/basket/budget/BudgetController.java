package org.retzef.basket.budget;

import java.net.URI;
import java.util.UUID;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.IdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
class BudgetController {

  private final BudgetLoading loading;
  private final Budgets budgets;
  private final Idempotency idempotency;

  BudgetController(BudgetLoading loading, Budgets budgets, Idempotency idempotency) {
    this.loading = loading;
    this.budgets = budgets;
    this.idempotency = idempotency;
  }

  /** Loads a year's budget, once. A table with one wrong cell is refused, and the cell is named. */
  @PostMapping(path = "/budgets", consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<Budget>> load(IdempotencyKey key, @RequestBody LoadBudgetRequest request) {
    return idempotency.once(
        key, request, Budget.class, () -> loading.load(request).map(BudgetController::created));
  }

  /**
   * Loads a year's budget from a file: {@code text/csv} with the columns {@code track_code,
   * families, basket_ils, total_ils} in any order, or a JSON object a line. A last row {@code
   * TOTAL} is held against the others.
   */
  @PostMapping(
      path = "/budgets/files",
      consumes = {"text/csv", MediaType.APPLICATION_NDJSON_VALUE})
  Mono<ResponseEntity<Budget>> loadFile(
      IdempotencyKey key,
      @RequestParam int year,
      @RequestBody String file,
      org.springframework.http.server.reactive.ServerHttpRequest http) {
    MediaType type = http.getHeaders().getContentType();
    LoadBudgetRequest request =
        MediaType.APPLICATION_NDJSON.isCompatibleWith(type)
            ? BudgetTable.ofJsonLines(year, file)
            : BudgetTable.ofCsv(year, file);
    return load(key, request);
  }

  @GetMapping("/budgets")
  Mono<ResponseEntity<Page<Budget>>> list(PageRequest page) {
    return budgets.list(page).map(page::answer);
  }

  @GetMapping("/budgets/{id}")
  Mono<Budget> get(@PathVariable UUID id) {
    return budgets.find(id);
  }

  private static ResponseEntity<Budget> created(Budget budget) {
    return ResponseEntity.created(URI.create("/api/v1/budgets/" + budget.id())).body(budget);
  }
}
