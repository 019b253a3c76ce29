package org.retzef.family.referral;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.outbox.Outbox;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ends the referrals that nobody answered in time, so that the sender looks elsewhere. */
@Component
class ReferralExpiry {

  private static final int PORTION = 500;

  private final Referrals referrals;
  private final Commands commands;
  private final Outbox outbox;
  private final Clock clock;

  ReferralExpiry(Referrals referrals, Commands commands, Outbox outbox, Clock clock) {
    this.referrals = referrals;
    this.commands = commands;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
  void expire() {
    List<Referral> expired;
    do {
      expired = commands.run(this::expireSome).block();
    } while (expired != null && expired.size() == PORTION);
  }

  private Mono<List<Referral>> expireSome() {
    return referrals
        .expire(LocalDate.now(clock), PORTION)
        .delayUntil(
            expired -> outbox.append(expired.stream().map(ReferralEvent.Answered::of).toList()));
  }
}
