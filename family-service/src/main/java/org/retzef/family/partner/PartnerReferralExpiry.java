package org.retzef.family.partner;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.retzef.platform.outbox.Commands;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Ends the referrals of partners that nobody answered in time, and tells each partner. */
@Component
class PartnerReferralExpiry {

  private static final int PORTION = 100;

  private final PartnerReferrals referrals;
  private final PartnerChanges changes;
  private final Commands commands;
  private final Clock clock;

  PartnerReferralExpiry(
      PartnerReferrals referrals, PartnerChanges changes, Commands commands, Clock clock) {
    this.referrals = referrals;
    this.changes = changes;
    this.commands = commands;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
  void expire() {
    LocalDate today = LocalDate.now(clock);
    List<String> partners = referrals.withOverdue(today).collectList().block();
    for (String partner : partners == null ? List.<String>of() : partners) {
      expireOf(partner, today);
    }
  }

  /** One partner in a transaction: telling locks its agreement, and nobody waits for a second. */
  private void expireOf(String partner, LocalDate today) {
    List<PartnerReferral> expired;
    do {
      expired = commands.run(() -> expireSome(partner, today)).block();
    } while (expired != null && expired.size() == PORTION);
  }

  private Mono<List<PartnerReferral>> expireSome(String partner, LocalDate today) {
    return referrals
        .expire(partner, today, PORTION)
        .delayUntil(
            expired ->
                Flux.fromIterable(expired)
                    .concatMap(one -> changes.tell(partner, PartnerChange.ReferralMoved.of(one))));
  }
}
