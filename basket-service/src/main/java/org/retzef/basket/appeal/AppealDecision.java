package org.retzef.basket.appeal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.basket.request.RequestReopening;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Decides on an appeal. One that is justified has the request decided anew: at the tier that
 * refused by somebody else, after a silence by the next tier. Runs inside the caller's command.
 */
@Service
class AppealDecision {

  private final Appeals appeals;
  private final RequestReopening reopening;
  private final Clock clock;

  AppealDecision(Appeals appeals, RequestReopening reopening, Clock clock) {
    this.appeals = appeals;
    this.reopening = reopening;
    this.clock = clock;
  }

  Mono<AppealFiled> decide(
      Caller caller, UUID id, ExpectedVersion expected, DecideAppealRequest request) {
    return appeals
        .find(caller, id)
        .flatMap(appeal -> appeals.lockRequest(caller, appeal.requestId()))
        .zipWhen(locked -> appeals.find(caller, id))
        .delayUntil(
            found -> {
              requireRight(caller, found.getT1(), found.getT2(), expected);
              return appeals.decide(id, request, caller.subject(), LocalDate.now(clock));
            })
        .delayUntil(found -> reopen(caller, found.getT1(), request))
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
  private Mono<Void> reopen(Caller caller, Appealable request, DecideAppealRequest decided) {
    if (decided.outcome() == Appeal.Outcome.CONFIRMED) {
      return Mono.empty();
    }
    if (request.isRefused()) {
      return reopening.afterRefusal(request.requestId(), request.tier(), caller.subject());
    }
    return request.isOpen()
        ? reopening.afterSilence(request.requestId(), request.tier(), caller.subject())
        : Mono.empty();
  }
}
