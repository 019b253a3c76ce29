package org.retzef.reporting.sharing.suppression;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.reporting.indicator.Asked;
import org.retzef.reporting.sharing.agreement.AgreementNotFound;
import org.retzef.reporting.sharing.agreement.SharingAgreement;
import org.retzef.reporting.sharing.agreement.SharingAgreements;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/shared-sets")
class SharedSetController {

  private final SharingAgreements agreements;
  private final Releases releases;
  private final SharedSets sets;
  private final Idempotency idempotency;
  private final Clock clock;

  SharedSetController(
      SharingAgreements agreements,
      Releases releases,
      SharedSets sets,
      Idempotency idempotency,
      Clock clock) {
    this.agreements = agreements;
    this.releases = releases;
    this.sets = sets;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /**
   * Releases the counts of today to all agreements. A day of each month is released without being
   * asked for; a release soon after another is refused.
   */
  @PostMapping
  Mono<ResponseEntity<Release>> release(OptionalIdempotencyKey key) {
    LocalDate today = LocalDate.now(clock);
    return idempotency.once(
        key,
        "release",
        Release.class,
        () ->
            releases
                .make(today)
                .map(
                    made ->
                        ResponseEntity.created(URI.create("/api/v1/shared-sets?asOf=" + today))
                            .body(made)));
  }

  /** Lists the days that were released, the newest first. */
  @GetMapping
  Mono<ResponseEntity<Page<Release>>> list(PageRequest page) {
    return releases.list(page).map(page::answer);
  }

  /**
   * What an agreement's partner may read of the newest release.
   *
   * @param asOf reads the release of that day, or the last one before it; a coming day is refused
   */
  @GetMapping("/{agreement}")
  Mono<ResponseEntity<SharedSet>> get(
      Caller caller,
      @PathVariable String agreement,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate asOf) {
    LocalDate today = LocalDate.now(clock);
    LocalDate day = Asked.day("asOf", asOf, clock);
    return agreements
        .find(caller, agreement)
        .doOnNext(found -> requireReadable(found, caller, today))
        .flatMap(found -> sets.read(found, caller.unit(), day))
        .map(set -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(set));
  }

  private static void requireReadable(SharingAgreement agreement, Caller caller, LocalDate today) {
    if (!agreement.isOpenedBy(caller)) {
      throw new AgreementNotFound();
    }
    if (!agreement.isReadableOn(today)) {
      throw new NotShared("sharing-agreement-not-in-force");
    }
  }
}
