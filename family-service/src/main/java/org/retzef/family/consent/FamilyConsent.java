package org.retzef.family.consent;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.family.registration.Families;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Keeps what a family agreed to. Runs inside the caller's command. */
@Service
class FamilyConsent {

  private final Families families;
  private final Consents consents;
  private final Outbox outbox;
  private final Clock clock;

  FamilyConsent(Families families, Consents consents, Outbox outbox, Clock clock) {
    this.families = families;
    this.consents = consents;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<Consent> give(Caller caller, UUID familyId, GiveConsentRequest request) {
    LocalDate until = request.validUntil();
    if (until != null && until.isBefore(request.givenOn())) {
      throw new InvalidInput(Fault.of("validUntil", "date-before-start"));
    }
    return families
        .changeableUnitOf(caller, familyId)
        .then(consents.insert(Ids.next(), familyId, request, caller))
        .delayUntil(
            given -> outbox.append(ConsentEvent.Changed.of(given, ConsentEvent.Status.GIVEN)));
  }

  Mono<Consent> withdraw(
      Caller caller,
      UUID familyId,
      UUID id,
      ExpectedVersion expected,
      WithdrawConsentRequest request) {
    LocalDate today = LocalDate.now(clock);
    return families
        .changeableUnitOf(caller, familyId)
        .then(consents.lock(familyId, id))
        .doOnNext(consent -> requireOpen(consent, expected, today))
        .flatMap(consent -> consents.withdraw(id, request.how(), today))
        .delayUntil(this::tell)
        .delayUntil(withdrawn -> withdrawOwn(familyId, withdrawn, today));
  }

  /** Where that was a merged family's, the survivor's own ends with it. */
  private Mono<Void> withdrawOwn(UUID familyId, Consent withdrawn, LocalDate today) {
    return withdrawn.familyId().equals(familyId)
        ? Mono.empty()
        : consents.withdrawSame(familyId, withdrawn, today).flatMap(this::tell);
  }

  private Mono<Void> tell(Consent withdrawn) {
    return outbox.append(ConsentEvent.Changed.of(withdrawn, ConsentEvent.Status.WITHDRAWN));
  }

  private static void requireOpen(Consent consent, ExpectedVersion expected, LocalDate today) {
    expected.orRefuse(consent.version(), consent);
    LocalDate until = consent.validUntil();
    if (consent.withdrawnHow() != null || until != null && until.isBefore(today)) {
      throw new ConsentEnded();
    }
  }
}
