package org.retzef.basket.appeal;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Files an appeal: within 45 days of a refusal, or after 30 days without any answer (Welfare
 * Services Law 1958). Runs inside the caller's command.
 */
@Service
class AppealFiling {

  private final Appeals appeals;
  private final Clock clock;
  private final Duration silence;

  AppealFiling(
      Appeals appeals, Clock clock, @Value("${retzef.appeal-silence-days}") int silenceDays) {
    this.appeals = appeals;
    this.clock = clock;
    this.silence = Duration.ofDays(silenceDays);
  }

  Mono<AppealFiled> file(Caller caller, FileAppealRequest request) {
    UUID id = Ids.next();
    LocalDate today = LocalDate.now(clock);
    return appeals
        .lockRequest(caller, request.requestId())
        .switchIfEmpty(
            Mono.error(() -> new InvalidInput(Fault.of("requestId", "request-not-found"))))
        .map(found -> basisOf(found, today))
        .delayUntil(basis -> answerSilence(request.requestId(), basis, today))
        .flatMap(
            basis ->
                appeals
                    .insert(id, basis, request, caller.subject(), today)
                    .thenReturn(new AppealFiled(id, request.requestId(), basis, null, 1)));
  }

  private Appeal.Basis basisOf(Appealable request, LocalDate today) {
    Appeal.Basis basis = request.basis(clock.instant(), silence).orElseThrow(AppealTooEarly::new);
    if (basis == Appeal.Basis.REFUSAL
        && today.isAfter(Objects.requireNonNull(request.appealUntil()))) {
      throw new AppealTooLate();
    }
    return basis;
  }

  /** Against a refusal, an appeal against the silence before it does not stand in the way. */
  private Mono<Void> answerSilence(UUID requestId, Appeal.Basis basis, LocalDate today) {
    return basis == Appeal.Basis.REFUSAL ? appeals.answerSilence(requestId, today) : Mono.empty();
  }
}
