package org.retzef.family.partner;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.referral.Referral;
import org.retzef.family.registration.Families;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** A partner refers somebody to a department, and hears what came of it. */
@Service
class PartnerReferring {

  private final PartnerReferrals referrals;
  private final PartnerChanges changes;
  private final Units units;
  private final Families families;
  private final Clock clock;

  PartnerReferring(
      PartnerReferrals referrals,
      PartnerChanges changes,
      Units units,
      Families families,
      Clock clock) {
    this.referrals = referrals;
    this.changes = changes;
    this.units = units;
    this.families = families;
    this.clock = clock;
  }

  /** Fails with {@link ReferenceTaken} where the partner has used the reference before. */
  Mono<PartnerReferral> refer(Caller caller, PartnerAgreement agreement, ReferRequest request) {
    return units
        .requireDepartment(caller, request.unit())
        .then(Mono.defer(() -> take(agreement, request)))
        .filter(taken -> taken)
        .switchIfEmpty(Mono.error(ReferenceTaken::new))
        .then(Mono.defer(() -> referrals.withReference(agreement.partner(), request.reference())));
  }

  /** To a department that is known to exist; false where the reference is there already. */
  Mono<Boolean> take(PartnerAgreement agreement, ReferRequest request) {
    String partner = agreement.partner();
    UUID id = Ids.next();
    return referrals
        .insert(id, partner, request, request.lastDay(LocalDate.now(clock)))
        .flatMap(
            taken ->
                taken && agreement.sandbox()
                    ? answerAtOnce(partner, id).thenReturn(true)
                    : Mono.just(taken));
  }

  /** Who tries things out hears at once what others hear from a department. */
  private Mono<Void> answerAtOnce(String partner, UUID id) {
    return move(partner, id, Referral.Status.ACCEPTED, null, null)
        .then(Mono.defer(() -> close(partner, id, Referral.Result.SERVICE_BEGAN)));
  }

  Mono<ReceivedReferral> answer(
      Caller caller, UUID id, ExpectedVersion expected, AnswerRequest request) {
    mustFit(request);
    UUID familyId = request.familyId();
    return referrals
        .lock(caller, id)
        .doOnNext(found -> mustBe(Referral.Status.SENT, found, expected))
        .doOnNext(this::mustBeInTime)
        .delayUntil(
            found -> familyId == null ? Mono.empty() : families.changeableUnitOf(caller, familyId))
        .flatMap(
            found ->
                request.isDecline()
                    ? move(
                        found.referral().partner(),
                        id,
                        Referral.Status.DECLINED,
                        request.reason(),
                        null)
                    : move(
                        found.referral().partner(), id, Referral.Status.ACCEPTED, null, familyId))
        .then(Mono.defer(() -> referrals.received(caller, id)));
  }

  private static void mustFit(AnswerRequest request) {
    if (request.isDecline() != (request.reason() != null)) {
      throw new InvalidInput(
          Fault.of("reason", request.isDecline() ? "required" : "reason-not-asked"));
    }
    if (request.isDecline() && request.familyId() != null) {
      throw new InvalidInput(Fault.of("familyId", "family-not-asked"));
    }
  }

  Mono<ReceivedReferral> close(
      Caller caller, UUID id, ExpectedVersion expected, PartnerResultRequest request) {
    return referrals
        .lock(caller, id)
        .doOnNext(found -> mustBe(Referral.Status.ACCEPTED, found, expected))
        .flatMap(found -> close(found.referral().partner(), id, request.result()))
        .then(Mono.defer(() -> referrals.received(caller, id)));
  }

  private static void mustBe(
      Referral.Status status, ReceivedReferral found, ExpectedVersion expected) {
    expected.orRefuse(found.version(), found);
    if (found.referral().status() != status) {
      throw new PartnerReferralAnswered();
    }
  }

  private void mustBeInTime(ReceivedReferral found) {
    if (found.referral().expiresOn().isBefore(LocalDate.now(clock))) {
      throw new PartnerReferralAnswered();
    }
  }

  private Mono<Void> close(String partner, UUID id, Referral.Result result) {
    return referrals
        .move(id, Referral.Status.CLOSED, null, result, null)
        .then(Mono.defer(() -> tell(partner, id)));
  }

  private Mono<Void> move(
      String partner,
      UUID id,
      Referral.Status status,
      Referral.@Nullable DeclineReason reason,
      @Nullable UUID familyId) {
    return referrals
        .move(id, status, reason, null, familyId)
        .then(Mono.defer(() -> tell(partner, id)));
  }

  private Mono<Void> tell(String partner, UUID id) {
    return referrals
        .ofPartner(partner, id)
        .flatMap(referral -> changes.tell(partner, PartnerChange.ReferralMoved.of(referral)));
  }
}
