package org.retzef.basket.donation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.basket.ledger.Ledger;
import org.retzef.basket.ledger.Posting;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Outbox;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Undoes a distribution that was wrong, once and by a second person (decision 0109). Runs inside
 * the caller's command.
 */
@Service
class DistributionReversal {

  private final Donations donations;
  private final Distributions distributions;
  private final Ledger ledger;
  private final Outbox outbox;
  private final Clock clock;

  DistributionReversal(
      Donations donations, Distributions distributions, Ledger ledger, Outbox outbox, Clock clock) {
    this.donations = donations;
    this.distributions = distributions;
    this.ledger = ledger;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * What was given is in the donation again. Fails with {@link DistributionReversed} and {@link
   * OwnDistribution}; who does not see the family holds up nobody who gives.
   */
  Mono<Distribution> reverse(
      Caller caller, UUID donationId, UUID id, ReverseDistributionRequest request) {
    return distributions
        .find(caller, donationId, id)
        .then(donations.lock(donationId))
        .then(Mono.defer(() -> distributions.find(caller, donationId, id)))
        .doOnNext(DistributionReversal::requireNotReversed)
        .doOnNext(given -> requireSecondPerson(caller, given))
        .map(given -> given.reversed(request.reasonCode(), caller.subject(), LocalDate.now(clock)))
        .delayUntil(this::write);
  }

  private static void requireNotReversed(Distribution given) {
    if (given.reversedBy() != null) {
      throw new DistributionReversed();
    }
  }

  private static void requireSecondPerson(Caller caller, Distribution given) {
    if (given.recordedBy().equals(caller.subject())) {
      throw new OwnDistribution();
    }
  }

  private Mono<Void> write(Distribution undone) {
    return distributions
        .reverse(undone)
        .then(donations.giveBack(undone))
        .flatMap(donation -> outbox.append(DonationEvent.DistributionReversed.of(donation, undone)))
        .then(Mono.defer(() -> payBack(undone)));
  }

  private Mono<Void> payBack(Distribution undone) {
    return undone.amount() == null
        ? Mono.empty()
        : ledger.reverse(
            Posting.Kind.DONATION_DISTRIBUTED,
            Posting.of(Posting.Kind.REVERSAL, undone.id())
                .move(
                    undone.money(),
                    Giving.given(undone.donationId()),
                    Giving.held(undone.donationId())));
  }
}
