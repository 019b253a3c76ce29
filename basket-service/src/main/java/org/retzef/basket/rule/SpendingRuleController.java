package org.retzef.basket.rule;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.retzef.basket.category.Categories;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
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
@RequestMapping("/api/v1/spending-rules")
class SpendingRuleController {

  private final SpendingRules rules;
  private final Categories categories;
  private final Idempotency idempotency;
  private final Commands commands;
  private final Clock clock;

  SpendingRuleController(
      SpendingRules rules,
      Categories categories,
      Idempotency idempotency,
      Commands commands,
      Clock clock) {
    this.rules = rules;
    this.categories = categories;
    this.idempotency = idempotency;
    this.commands = commands;
    this.clock = clock;
  }

  /** Adds a rule for a category: purposes, a cap in a window, a goal of the plan. */
  @PostMapping
  Mono<ResponseEntity<SpendingRule>> add(
      Caller caller, OptionalIdempotencyKey key, @RequestBody AddRuleRequest request) {
    SpendingRule rule = newRule(caller, request);
    return idempotency.once(
        key,
        request,
        SpendingRule.class,
        () -> check(request).then(rules.insert(rule)).thenReturn(added(rule)));
  }

  private static SpendingRule newRule(Caller caller, AddRuleRequest request) {
    return new SpendingRule(
        Ids.next(),
        request.code(),
        request.validFrom(),
        null,
        request.category(),
        request.aspect(),
        requireNonNullElse(request.unit(), new UnitPath("IL")),
        requireNonNullElse(request.purposes(), List.of()),
        request.cap(),
        request.windowMonths(),
        requireNonNullElse(request.needsGoal(), false),
        caller.subject(),
        1);
  }

  private Mono<Void> check(AddRuleRequest request) {
    return categories
        .of(List.of(request.category()))
        .hasElements()
        .doOnNext(known -> InvalidInput.ifAny(faultsOf(request, known)))
        .then();
  }

  private List<Fault> faultsOf(AddRuleRequest request, boolean categoryKnown) {
    List<Fault> faults = new ArrayList<>();
    if (!categoryKnown) {
      faults.add(Fault.of("category", "category-unknown"));
    }
    if (request.validFrom().isBefore(LocalDate.now(clock))) {
      faults.add(Fault.of("validFrom", "date-in-past"));
    }
    if ((request.cap() == null) != (request.windowMonths() == null)) {
      faults.add(Fault.of("windowMonths", "cap-needs-window"));
    }
    return faults;
  }

  /** Ends a rule. What it said stays; another amount is another rule. */
  @PatchMapping("/{id}")
  Mono<ResponseEntity<SpendingRule>> end(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody EndRuleRequest request) {
    return commands
        .run(
            () ->
                rules
                    .lock(id)
                    .doOnNext(rule -> requireChangeable(rule, expected, request))
                    .then(rules.end(id, request.validUntil(), caller.subject()))
                    .then(rules.lock(id)))
        .map(rule -> ResponseEntity.ok().eTag(ExpectedVersion.eTag(rule.version())).body(rule));
  }

  private static void requireChangeable(
      SpendingRule rule, ExpectedVersion expected, EndRuleRequest request) {
    expected.orRefuse(rule.version(), rule);
    if (request.validUntil().isBefore(rule.validFrom())) {
      throw new InvalidInput(Fault.of("validUntil", "period-ends-before-it-begins"));
    }
  }

  /** All rules, with those that have ended. */
  @GetMapping
  Mono<ResponseEntity<Page<SpendingRule>>> list(PageRequest page) {
    return rules.list(page).map(page::answer);
  }

  private static ResponseEntity<SpendingRule> added(SpendingRule rule) {
    return ResponseEntity.created(URI.create("/api/v1/spending-rules/" + rule.id()))
        .eTag(ExpectedVersion.eTag(rule.version()))
        .body(rule);
  }
}
