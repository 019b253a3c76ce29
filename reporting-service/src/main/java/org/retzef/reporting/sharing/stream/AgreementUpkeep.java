package org.retzef.reporting.sharing.stream;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.problem.FailureForLog;
import org.retzef.reporting.sharing.agreement.SharingAgreement;
import org.retzef.reporting.sharing.agreement.SharingAgreements;
import org.retzef.reporting.sharing.agreement.SharingAgreements.WithKeys;
import org.retzef.reporting.sharing.pseudonym.AgreementKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Does what days bring: a former key is destroyed when its overlap is over, and the access to a
 * stream ends when its reader has had time to see that everything was withdrawn.
 */
@Component
class AgreementUpkeep {

  private static final Logger log = LoggerFactory.getLogger(AgreementUpkeep.class);

  private static final int DAYS_TO_READ_WITHDRAWALS = 30;

  private final SharingAgreements agreements;
  private final AgreementKeys keys;
  private final StreamAccesses accesses;
  private final BrokerAccess broker;
  private final Commands commands;
  private final Clock clock;

  AgreementUpkeep(
      SharingAgreements agreements,
      AgreementKeys keys,
      StreamAccesses accesses,
      BrokerAccess broker,
      Commands commands,
      Clock clock) {
    this.agreements = agreements;
    this.keys = keys;
    this.accesses = accesses;
    this.broker = broker;
    this.commands = commands;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
  void keepUp() {
    keepUp(LocalDate.now(clock));
  }

  void keepUp(LocalDate today) {
    for (WithKeys found : Objects.requireNonNull(agreements.all().collectList().block())) {
      try {
        commands.run(() -> keepUp(found, today).thenReturn(true)).block();
      } catch (IllegalStateException keysDoNotOpen) {
        log.error(
            "Agreement {} waits for its keys",
            found.agreement().code(),
            FailureForLog.of(keysDoNotOpen));
      }
    }
    LocalDate longAgo = today.minusDays(DAYS_TO_READ_WITHDRAWALS);
    for (String code :
        Objects.requireNonNull(accesses.endedBefore(longAgo).collectList().block())) {
      broker
          .withdraw(code)
          .then(commands.run(() -> accesses.remove(code).thenReturn(true)))
          .block();
    }
  }

  private Mono<Void> keepUp(WithKeys found, LocalDate today) {
    SharingAgreement agreement = found.agreement();
    Mono<Void> access =
        agreement.streamsOn(today)
            ? accesses.goesOn(agreement.code())
            : accesses.ended(agreement.code(), today);
    LocalDate until = agreement.formerPseudonymsUntil();
    return until != null && today.isAfter(until)
        ? access.then(
            agreements.forgetFormerKey(
                found, keys.forgetFormer(agreement.code(), found.sealedKeys())))
        : access;
  }
}
