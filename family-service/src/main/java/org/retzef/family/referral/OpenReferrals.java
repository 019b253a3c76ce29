package org.retzef.family.referral;

import java.util.UUID;
import org.retzef.platform.outbox.Outbox;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Ends what nobody has answered of a family that is erased. Runs inside the caller's command. */
@Service
public class OpenReferrals {

  private final Referrals referrals;
  private final Outbox outbox;

  OpenReferrals(Referrals referrals, Outbox outbox) {
    this.referrals = referrals;
    this.outbox = outbox;
  }

  /** They expire; those that were accepted can still be told a result. */
  public Mono<Void> expireOf(UUID familyId) {
    return referrals
        .expireOf(familyId)
        .flatMap(
            expired -> outbox.append(expired.stream().map(ReferralEvent.Answered::of).toList()));
  }
}
