package org.retzef.rights.takeup;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.rights.takeup.TakeUpCase.Reason;
import org.retzef.rights.takeup.TakeUpCase.State;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Moves a case from state to state. Runs inside the caller's command. */
@Service
class TakeUp {

  private final TakeUpCases cases;
  private final Moves moves;
  private final Outbox outbox;
  private final Clock clock;

  TakeUp(TakeUpCases cases, Moves moves, Outbox outbox, Clock clock) {
    this.cases = cases;
    this.moves = moves;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<TakeUpCase> progress(
      Caller caller, UUID id, ExpectedVersion expected, ProgressRequest request) {
    return cases
        .lock(caller, id)
        .doOnNext(found -> requireOpen(found, expected))
        .doOnNext(found -> refuseIf(found.state() == State.IN_PROGRESS, new CaseInProgress()))
        .flatMap(found -> move(caller, found, State.IN_PROGRESS, null, request.on()));
  }

  Mono<TakeUpCase> stuck(Caller caller, UUID id, ExpectedVersion expected, StuckRequest request) {
    return cases
        .lock(caller, id)
        .doOnNext(found -> requireOpen(found, expected))
        .doOnNext(found -> refuseIf(found.reason() == request.reason(), new CaseAlreadyStuck()))
        .flatMap(found -> move(caller, found, State.STUCK, request.reason(), request.on()));
  }

  /** Whoever does something for a case that nobody has begun, begins it. */
  Mono<Void> begin(Caller caller, TakeUpCase found, LocalDate on) {
    LocalDate day = on.isBefore(found.openedOn()) ? found.openedOn() : on;
    return found.state() == State.OPEN
        ? move(caller, found, State.IN_PROGRESS, null, day).then()
        : Mono.empty();
  }

  private Mono<TakeUpCase> move(
      Caller caller, TakeUpCase found, State to, @Nullable Reason reason, LocalDate on) {
    TakeUpCase moved = found.moved(to, reason);
    return cases
        .save(moved)
        .then(moves.append(moved, on, caller.subject(), clock.instant()))
        .then(outbox.append(moved(found, moved, on)))
        .thenReturn(moved);
  }

  /** Closes a case; there is no other way to close one. */
  Mono<TakeUpCase> close(
      Caller caller, UUID id, ExpectedVersion expected, RecordResultRequest result) {
    requireWhole(result);
    return cases
        .lock(caller, id)
        .doOnNext(found -> requireOpen(found, expected))
        .flatMap(found -> close(caller, found, found.closed(result), result.on()));
  }

  private Mono<TakeUpCase> close(Caller caller, TakeUpCase found, TakeUpCase closed, LocalDate on) {
    return moves
        .append(closed, on, caller.subject(), clock.instant())
        .then(cases.save(closed))
        .then(outbox.append(closed(found, closed, on)))
        .thenReturn(closed);
  }

  private static void requireWhole(RecordResultRequest result) {
    boolean won = result.result() == State.TAKEN_UP || result.result() == State.PARTIAL;
    List<Fault> faults = new ArrayList<>();
    if (!result.result().isClosed()) {
      faults.add(Fault.of("result", "value-unknown"));
    }
    if (result.result() != State.TAKEN_UP && result.reason() == null) {
      faults.add(Fault.of("reason", "required"));
    }
    if (won != (result.worth() != null)) {
      faults.add(Fault.of("worth", won ? "required" : "worth-without-result"));
    }
    if ((result.worth() == null) != (result.worthPeriod() == null)) {
      faults.add(Fault.of("worthPeriod", "required"));
    }
    InvalidInput.ifAny(faults);
  }

  private static void requireOpen(TakeUpCase found, ExpectedVersion expected) {
    expected.orRefuse(found.version(), found);
    refuseIf(found.state().isClosed(), new CaseClosed());
  }

  private static void refuseIf(boolean wrong, RuntimeException refusal) {
    if (wrong) {
      throw refusal;
    }
  }

  private static TakeUpEvent moved(TakeUpCase from, TakeUpCase to, LocalDate on) {
    TakeUpCase told = to.withoutWhatIsNotSpokenOf();
    return new TakeUpEvent.Moved(
        told.id(),
        told.familyId(),
        told.unit(),
        told.right(),
        told.category(),
        from.state(),
        told.state(),
        told.reason(),
        on);
  }

  private static TakeUpEvent closed(TakeUpCase from, TakeUpCase to, LocalDate on) {
    TakeUpCase told = to.withoutWhatIsNotSpokenOf();
    return new TakeUpEvent.Closed(
        told.id(),
        told.familyId(),
        told.unit(),
        told.right(),
        told.category(),
        from.state(),
        told.state(),
        told.reason(),
        told.worth(),
        told.worthPeriod(),
        on);
  }
}
