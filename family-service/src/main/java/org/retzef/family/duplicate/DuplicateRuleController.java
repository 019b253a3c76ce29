package org.retzef.family.duplicate;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Commands;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/duplicate-rules")
class DuplicateRuleController {

  private final RuleBook rules;
  private final Commands commands;
  private final Clock clock;

  DuplicateRuleController(RuleBook rules, Commands commands, Clock clock) {
    this.rules = rules;
    this.commands = commands;
    this.clock = clock;
  }

  /**
   * Shows the newest rules by which families are compared, which may be those of a day to come, or
   * those in force on a day.
   */
  @GetMapping
  Mono<ResponseEntity<DuplicateRules>> get(
      @RequestParam(required = false) @Nullable LocalDate asOf) {
    return (asOf == null ? rules.newest() : rules.inForceOn(asOf))
        .switchIfEmpty(Mono.error(DuplicateRulesNotFound::new))
        .map(DuplicateRuleController::answer);
  }

  /** Adds a version of the rules; the former ones stay as they were. */
  @PutMapping
  Mono<ResponseEntity<DuplicateRules>> change(
      Caller caller, ExpectedVersion expected, @RequestBody ChangeDuplicateRules request) {
    request.requireWhole(LocalDate.now(clock));
    return commands
        .run(
            () ->
                rules
                    .lock()
                    .doOnNext(newest -> expected.orRefuse(newest.version(), newest))
                    .flatMap(newest -> rules.add(caller, newest.version() + 1, request))
                    .then(Mono.defer(rules::newest)))
        .map(DuplicateRuleController::answer);
  }

  private static ResponseEntity<DuplicateRules> answer(DuplicateRules rules) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(rules.version())).body(rules);
  }
}
