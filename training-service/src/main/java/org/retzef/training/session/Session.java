package org.retzef.training.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * A session of a course.
 *
 * @param unit who is host
 * @param jointUnits other departments that come too
 * @param minutes how long it takes
 * @param capacity seats
 * @param programmes whose workers are invited
 * @param theme in an emergency, else null
 * @param trainer by the personal user name; null while none is chosen
 * @param computers that were found at the place, or null before the check; 0 for a remote session
 * @param internet whether a working connection was found; null before the check
 */
record Session(
    UUID id,
    UUID courseId,
    UnitPath unit,
    List<UnitPath> jointUnits,
    @Nullable String place,
    Mode mode,
    Instant startsAt,
    int minutes,
    int capacity,
    List<String> programmes,
    @Nullable Theme theme,
    @Nullable String trainer,
    SessionState state,
    @Nullable Integer computers,
    @Nullable Boolean internet,
    @Nullable CancellationReason cancelledFor,
    long version) {

  /** Internet always; at a place a computer for at least every second seat, for two share one. */
  boolean isEquipped() {
    boolean enoughComputers = mode == Mode.REMOTE || computers != null && 2 * computers >= capacity;
    return Boolean.TRUE.equals(internet) && enoughComputers;
  }

  void mustGoOn() {
    if (state.isOver()) {
      throw new SessionOver();
    }
  }

  /** The next version, in this state. */
  Session in(SessionState next) {
    return next(next, computers, internet, cancelledFor);
  }

  Session checked(int computersFound, boolean internetFound) {
    return next(state, computersFound, internetFound, cancelledFor);
  }

  Session cancelled(CancellationReason reason) {
    return next(SessionState.CANCELLED, computers, internet, reason);
  }

  private Session next(
      SessionState nextState,
      @Nullable Integer nextComputers,
      @Nullable Boolean nextInternet,
      @Nullable CancellationReason reason) {
    return new Session(
        id,
        courseId,
        unit,
        jointUnits,
        place,
        mode,
        startsAt,
        minutes,
        capacity,
        programmes,
        theme,
        trainer,
        nextState,
        nextComputers,
        nextInternet,
        reason,
        version + 1);
  }
}
