package org.retzef.reporting.sharing.suppression;

import java.time.LocalDate;
import org.retzef.platform.caller.UnitPath;
import org.retzef.reporting.sharing.agreement.SharingAgreement;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads what an agreement's partner may read of releases. */
@Service
public class SharedSets {

  private final Releases releases;

  SharedSets(Releases releases) {
    this.releases = releases;
  }

  /**
   * Of the release of that day, or the last one before it; fails with {@code
   * shared-set-not-released}.
   *
   * @param visible the part of the country that the reader sees
   */
  Mono<SharedSet> read(SharingAgreement agreement, UnitPath visible, LocalDate day) {
    return releases
        .asOf(day)
        .switchIfEmpty(Mono.error(() -> new NotShared("shared-set-not-released")))
        .flatMap(asOf -> of(agreement, visible, asOf));
  }

  /** Of the newest releases, the newest first. */
  public Flux<SharedSet> newest(SharingAgreement agreement, int count) {
    UnitPath area = agreement.terms().area();
    return releases
        .newest(count)
        .collectList() // or the list would hold one connection while each set waits for another
        .flatMapIterable(days -> days)
        .concatMap(asOf -> of(agreement, area, asOf));
  }

  private Mono<SharedSet> of(SharingAgreement agreement, UnitPath visible, LocalDate asOf) {
    return releases
        .shown(asOf, agreement.terms().k())
        .map(shown -> SharedSet.of(agreement, visible, asOf, shown));
  }
}
