package org.retzef.basket.donation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.basket.KnownFamilies;
import org.retzef.basket.basket.KnownFamily;
import org.retzef.basket.ledger.Account;
import org.retzef.basket.ledger.Ledger;
import org.retzef.basket.ledger.Posting;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Takes donations in and gives them to families, never more than was donated. Money passes through
 * accounts of its own kinds. Runs inside the caller's command.
 */
@Service
class Giving {

  private static final String FUND = "DONATIONS";

  private final Donations donations;
  private final Distributions distributions;
  private final KnownFamilies families;
  private final Ledger ledger;
  private final Outbox outbox;

  Giving(
      Donations donations,
      Distributions distributions,
      KnownFamilies families,
      Ledger ledger,
      Outbox outbox) {
    this.donations = donations;
    this.distributions = distributions;
    this.families = families;
    this.ledger = ledger;
    this.outbox = outbox;
  }

  Mono<Donation> receive(Caller caller, GiveRequest request) {
    request.requireQuantityOrAmountOfOurTime();
    Donation donation =
        new Donation(
            Ids.next(),
            request.donor(),
            request.kind(),
            request.quantity(),
            request.isMoney() ? null : 0L,
            request.amount(),
            request.isMoney() ? Money.ZERO : null,
            request.value(),
            request.receivedOn(),
            0);
    return donations
        .insert(donation, caller.subject())
        .then(Mono.defer(() -> book(donation)))
        .then(Mono.defer(() -> donations.find(donation.id())));
  }

  private Mono<Void> book(Donation donation) {
    Money amount = donation.amount();
    if (amount == null) {
      return Mono.empty();
    }
    Account donor = new Account(Account.Kind.DONOR, donation.donor());
    return ledger
        .open(FUND, donor, held(donation.id()), given(donation.id()))
        .then(
            ledger.post(
                Posting.of(Posting.Kind.DONATION_RECEIVED, donation.id())
                    .move(amount, donor, held(donation.id()))));
  }

  Mono<Distribution> distribute(Caller caller, UUID donationId, DistributeRequest request) {
    return families
        .find(caller, request.familyId())
        .flatMap(family -> distribute(caller.subject(), donationId, request, family, null));
  }

  /**
   * Nothing where the row's key is known already.
   *
   * @param rowKey of an import; null else
   */
  Mono<Distribution> distribute(
      String recordedBy,
      UUID donationId,
      DistributeRequest request,
      KnownFamily family,
      @Nullable String rowKey) {
    Distribution distribution =
        new Distribution(
            Ids.next(),
            donationId,
            family.id(),
            family.unit(),
            request.quantity(),
            request.amount(),
            request.distributedOn(),
            recordedBy,
            null,
            null,
            null);
    return donations
        .lock(donationId)
        .doOnNext(donation -> requireFitting(donation, request))
        .filterWhen(donation -> isNew(donationId, rowKey))
        .flatMap(
            donation -> donations.take(donationId, distribution.things(), distribution.money()))
        .delayUntil(donation -> distributions.insert(distribution, request.familyId(), rowKey))
        .delayUntil(donation -> outbox.append(DonationEvent.Distributed.of(donation, distribution)))
        .delayUntil(donation -> pay(distribution))
        .map(donation -> distribution);
  }

  private Mono<Boolean> isNew(UUID donationId, @Nullable String rowKey) {
    return rowKey == null
        ? Mono.just(true)
        : distributions.isKnown(donationId, rowKey).map(known -> !known);
  }

  private Mono<Void> pay(Distribution distribution) {
    Money amount = distribution.amount();
    return amount == null
        ? Mono.empty()
        : ledger.post(
            Posting.of(Posting.Kind.DONATION_DISTRIBUTED, distribution.id())
                .move(amount, held(distribution.donationId()), given(distribution.donationId())));
  }

  static void requireFitting(Donation donation, DistributeRequest request) {
    boolean money = donation.kind() == Donation.Kind.MONEY;
    if (money != (request.amount() != null) || money == (request.quantity() != null)) {
      throw new InvalidInput(Fault.of(money ? "amount" : "quantity", "donation-amount-missing"));
    }
    if (request.distributedOn().isBefore(donation.receivedOn())) {
      throw new InvalidInput(Fault.of("distributedOn", "date-before-donation"));
    }
  }

  static Account held(UUID donationId) {
    return new Account(Account.Kind.DONATION, donationId.toString());
  }

  static Account given(UUID donationId) {
    return new Account(Account.Kind.DONATED, donationId.toString());
  }
}
