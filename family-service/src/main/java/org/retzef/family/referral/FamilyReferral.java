package org.retzef.family.referral;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.family.consent.Consents;
import org.retzef.family.consent.Purpose;
import org.retzef.family.registration.Families;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Sends a family on, takes the answer and the result. Runs inside the caller's command. */
@Service
class FamilyReferral {

  private final Families families;
  private final Units units;
  private final Consents consents;
  private final Referrals referrals;
  private final Outbox outbox;
  private final Clock clock;

  FamilyReferral(
      Families families,
      Units units,
      Consents consents,
      Referrals referrals,
      Outbox outbox,
      Clock clock) {
    this.families = families;
    this.units = units;
    this.consents = consents;
    this.referrals = referrals;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<ReferralState> send(Caller caller, UUID familyId, SendRequest request) {
    UUID id = Ids.next();
    return families
        .changeableUnitOf(caller, familyId)
        .delayUntil(unit -> requireReceiver(familyId, request))
        .delayUntil(unit -> referrals.insert(id, familyId, unit, request, caller))
        .flatMap(unit -> outbox.append(sent(id, familyId, unit, request)))
        .thenReturn(new ReferralState(id, familyId, Referral.Status.SENT, 1));
  }

  private Mono<Boolean> requireReceiver(UUID familyId, SendRequest request) {
    UnitPath unit = request.toUnit();
    String partner = request.toPartner();
    if ((unit == null) == (partner == null)) {
      return Mono.error(new InvalidInput(Fault.of("toUnit", "one-receiver")));
    }
    return unit == null
        ? consents
            .allows(familyId, partner, Purpose.REFERRAL, LocalDate.now(clock))
            .filter(Boolean::booleanValue)
            .switchIfEmpty(Mono.error(ConsentMissing::new))
        : units
            .takesFamilies(unit, false)
            .filter(Boolean::booleanValue)
            .switchIfEmpty(Mono.error(() -> new InvalidInput(Fault.of("toUnit", "unit-unknown"))));
  }

  Mono<ReferralState> answer(
      Caller caller, UUID id, ExpectedVersion expected, ReferralAnswer request) {
    boolean declines = request.decision() == ReferralAnswer.Decision.DECLINE;
    if (declines != (request.reason() != null)) {
      throw new InvalidInput(Fault.of("reason", declines ? "required" : "reason-not-asked"));
    }
    return referrals
        .lockIncoming(caller, id)
        .doOnNext(referral -> requireAnswerable(referral, expected))
        .then(
            referrals.answer(
                id,
                declines ? Referral.Status.DECLINED : Referral.Status.ACCEPTED,
                request.reason(),
                caller))
        .then(told(caller, id));
  }

  private void requireAnswerable(Referral referral, ExpectedVersion expected) {
    expected.orRefuse(referral.version(), referral);
    if (referral.status() != Referral.Status.SENT
        || referral.expiresOn().isBefore(LocalDate.now(clock))) {
      throw new ReferralAnswered();
    }
  }

  Mono<ReferralState> close(
      Caller caller, UUID id, ExpectedVersion expected, ResultRequest request) {
    return referrals
        .lockIncoming(caller, id)
        .doOnNext(
            referral -> {
              expected.orRefuse(referral.version(), referral);
              if (referral.status() != Referral.Status.ACCEPTED) {
                throw new ReferralNotAccepted();
              }
            })
        .flatMap(referral -> referrals.close(referral, request))
        .then(told(caller, id));
  }

  private Mono<ReferralState> told(Caller caller, UUID id) {
    return referrals
        .find(caller, id)
        .delayUntil(referral -> outbox.append(ReferralEvent.Answered.of(referral)))
        .map(ReferralState::of);
  }

  private static ReferralEvent sent(UUID id, UUID familyId, UnitPath unit, SendRequest request) {
    return new ReferralEvent.Sent(
        familyId,
        id,
        unit,
        request.toUnit(),
        request.toPartner(),
        request.toProgramme(),
        request.reason(),
        request.expiresOn());
  }
}
