package org.retzef.reporting.sharing.agreement;

import java.time.Clock;
import java.time.LocalDate;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.reporting.sharing.pseudonym.AgreementKeys;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Makes and changes agreements. Runs inside the caller's command. */
@Service
class Sharing {

  private final SharingAgreements agreements;
  private final AgreementKeys keys;
  private final Clock clock;

  Sharing(SharingAgreements agreements, AgreementKeys keys, Clock clock) {
    this.agreements = agreements;
    this.keys = keys;
    this.clock = clock;
  }

  Mono<SharingAgreement> propose(AgreeRequest request) {
    request.terms().check();
    byte[] sealedKeys = keys.create(request.code());
    return agreements.insert(request.code(), request.terms(), sealedKeys, LocalDate.now(clock));
  }

  /**
   * What the partner may read changes at once, for what was told before too. With another partner
   * it would be another agreement: what was given to the first one stays with that one.
   */
  Mono<SharingAgreement> change(Caller caller, String code, ExpectedVersion expected, Terms terms) {
    terms.check();
    return locked(caller, code, expected)
        .doOnNext(found -> requireSamePartner(found.agreement().terms(), terms))
        .flatMap(found -> agreements.change(code, terms));
  }

  Mono<SharingAgreement> move(Caller caller, String code, ExpectedVersion expected, Stage next) {
    return locked(caller, code, expected)
        .flatMap(
            found ->
                found.agreement().stage().mayMoveTo(next)
                    ? agreements.move(code, next, LocalDate.now(clock))
                    : Mono.error(new StageNotNext()));
  }

  /** From now on a new key makes the pseudonyms. */
  Mono<SharingAgreement> rotate(
      Caller caller, String code, ExpectedVersion expected, int overlapDays) {
    LocalDate until = LocalDate.now(clock).plusDays(overlapDays);
    return locked(caller, code, expected)
        .flatMap(found -> agreements.rotate(code, keys.rotate(code, found.sealedKeys()), until));
  }

  private static void requireSamePartner(Terms before, Terms now) {
    if (!now.partner().equals(before.partner())) {
      throw new InvalidInput(Fault.of("partner", "partner-unchangeable"));
    }
  }

  private Mono<SharingAgreements.WithKeys> locked(
      Caller caller, String code, ExpectedVersion expected) {
    return agreements
        .lock(caller, code)
        .doOnNext(found -> expected.orRefuse(found.agreement().version(), found.agreement()));
  }
}
