package org.retzef.basket.funding;

import java.net.URI;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.IdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/funding-sources")
class FundingController {

  private static final URI SHARES = URI.create("/api/v1/funding-sources/shares");

  private final FundingSources sources;
  private final Idempotency idempotency;

  FundingController(FundingSources sources, Idempotency idempotency) {
    this.sources = sources;
    this.idempotency = idempotency;
  }

  /** Who pays. */
  @GetMapping
  Mono<Page<FundingSource>> list() {
    return sources.all().collectList().map(Page::whole);
  }

  /** Adds a source; it bears nothing until shares name it. */
  @PostMapping
  Mono<ResponseEntity<FundingSource>> add(IdempotencyKey key, @RequestBody FundingSource source) {
    return idempotency.once(
        key,
        source,
        FundingSource.class,
        () ->
            sources
                .add(source)
                .map(
                    added ->
                        ResponseEntity.created(URI.create("/api/v1/funding-sources")).body(added)));
  }

  /** Which sources bear which fund, from which day on. */
  @GetMapping("/shares")
  Mono<Page<FundingShares>> shares() {
    return sources.shares().collectList().map(Page::whole);
  }

  /** Decides who bears a fund from a day on. What was posted before is not touched. */
  @PostMapping("/shares")
  Mono<ResponseEntity<FundingShares>> decide(
      Caller caller, IdempotencyKey key, @RequestBody FundingShares shares) {
    return idempotency.once(
        key,
        shares,
        FundingShares.class,
        () ->
            sources
                .decide(caller, shares)
                .map(decided -> ResponseEntity.created(SHARES).body(decided)));
  }

  /**
   * What each source has borne of a fund, kind of account by kind, to the agora.
   *
   * @param year of its budgets and envelopes; without it, all years and the baskets
   */
  @GetMapping("/totals")
  Mono<FundTotals> totals(@RequestParam String fund, @RequestParam(defaultValue = "0") int year) {
    if (!fund.matches("[A-Z][A-Z0-9_.]{1,100}")) {
      throw new InvalidInput(Fault.of("fund", "fund-invalid"));
    }
    return sources.totals(fund, year);
  }
}
