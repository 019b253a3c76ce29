package org.retzef.basket.closing;

import java.net.URI;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.IdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
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
@RequestMapping("/api/v1/ledger/closings")
class ClosingController {

  private final BookClosing closing;
  private final Closings closings;
  private final Idempotency idempotency;

  ClosingController(BookClosing closing, Closings closings, Idempotency idempotency) {
    this.closing = closing;
    this.closings = closings;
    this.idempotency = idempotency;
  }

  /**
   * Closes a month or a year that is over, and all before it, for good. At the end of a year, what
   * of its budgets is in no basket goes back to the sources or on to the next year.
   */
  @PostMapping
  Mono<ResponseEntity<Closing>> close(
      Caller caller, IdempotencyKey key, @RequestBody CloseRequest request) {
    return idempotency.once(
        key,
        request,
        Closing.class,
        () ->
            closing
                .close(caller, request.period())
                .map(
                    closed ->
                        ResponseEntity.created(
                                URI.create("/api/v1/ledger/closings/" + closed.period().text()))
                            .body(closed)));
  }

  @GetMapping
  Mono<ResponseEntity<Page<Closing>>> list(PageRequest page) {
    return closings.list(page).map(page::answer);
  }

  @GetMapping("/{period}")
  Mono<Closing> get(@PathVariable String period) {
    return find(period);
  }

  /**
   * What every account held at the end of a period that is closed; empty while that is counted.
   * {@code prefix} keeps the accounts whose name begins so: {@code budget/2021/}.
   */
  @GetMapping("/{period}/balances")
  Mono<ResponseEntity<Page<ClosingBalance>>> balances(
      @PathVariable String period,
      @RequestParam(defaultValue = "") String prefix,
      PageRequest page) {
    if (prefix.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidInput(Fault.of("prefix", "text-forbidden-character"));
    }
    return find(period)
        .flatMap(closing -> closings.balances(closing.period(), prefix, page))
        .map(page::answer);
  }

  private Mono<Closing> find(String period) {
    return period.matches("20[0-9]{2}(-(0[1-9]|1[0-2]))?")
        ? closings.find(new Period(period))
        : Mono.error(new ClosingNotFound());
  }
}
