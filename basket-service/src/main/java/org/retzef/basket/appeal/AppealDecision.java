package org.retzef.basket.appeal;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.basket.request.RequestReopening;
import org.retzef.basket.request.StepNotAllowed;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Decides on an appeal. One that is justified has the request decided anew: after a refusal by
 * somebody else of the tier that refused or of a higher one, after a silence by the next tier. Runs
 * inside the caller's command.
 */
@Service
class AppealDecision {

  private final Appeals appeals;
  private final RequestReopening reopening;
  private final Clock clock;
  private final Duration silence;

  AppealDecision(
      Appeals appeals,
      RequestReopening reopening,
      Clock clock,
      @Value("${retzef.appeal-silence-days}") int silenceDays) {
    this.appeals = appeals;
    this.reopening = reopening;
    this.clock = clock;
    this.silence = Duration.ofDays(silenceDays);
  }

  /** Fails with {@link StepNotAllowed} where what was appealed against is there no more. */
  Mono<AppealFiled> decide(
      Caller caller, UUID id, ExpectedVersion expected, DecideAppealRequest request) {
    return appeals
        .find(caller, id)
        .flatMap(appeal -> appeals.lockRequest(caller, appeal.requestId()))
        .zipWhen(locked -> appeals.find(caller, id))
        .delayUntil(
            found -> {
              requireRight(caller, found.getT1(), found.getT2(), expected);
              requireBasis(found.getT1(), found.getT2(), request);
              return appeals.decide(id, request, caller.subject(), LocalDate.now(clock));
            })
        .delayUntil(found -> reopen(caller, found.getT1(), found.getT2(), request))
        .map(
            found ->
                new AppealFiled(
                    id,
                    found.getT2().requestId(),
                    found.getT2().basis(),
                    request.outcome(),
                    found.getT2().version() + 1));
  }

  private static void requireRight(
      Caller caller, Appealable request, Appeal appeal, ExpectedVersion expected) {
    expected.orRefuse(appeal.version(), appeal);
    if (appeal.outcome() != null) {
      throw new AppealDecided();
    }
    if (appeal.filedBy().equals(caller.subject())
        || request.refusers().contains(caller.subject())) {
      throw new OwnDecision();
    }
  }

  /** A silence that was broken meanwhile leaves nothing to reopen. */
  private void requireBasis(Appealable request, Appeal appeal, DecideAppealRequest decided) {
    if (decided.outcome() == Appeal.Outcome.REOPENED
        && request.basis(clock.instant(), silence).filter(appeal.basis()::equals).isEmpty()) {
      throw new StepNotAllowed();
    }
  }

  private Mono<Void> reopen(
      Caller caller, Appealable request, Appeal appeal, DecideAppealRequest decided) {
    if (decided.outcome() == Appeal.Outcome.CONFIRMED) {
      return Mono.empty();
    }
    return switch (appeal.basis()) {
      case REFUSAL -> reopening.afterRefusal(request.requestId(), request.tier(), caller.subject());
      case SILENCE -> reopening.afterSilence(request.requestId(), request.tier(), caller.subject());
    };
  }
}
