package org.retzef.family.infrastructureresponse;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/**
 * A programme's turning into interventions of the departments of a unit.
 *
 * @param from first day as interventions
 * @param enrolments of the programme in the unit that are, or would be, interventions
 */
record Conversion(
    UUID id,
    String programme,
    UnitPath unit,
    LocalDate from,
    State state,
    Instant proposedAt,
    Instant changedAt,
    long enrolments,
    long version) {

  /** Until it is confirmed it can be taken back. */
  enum State {
    PROPOSED,
    APPLIED,
    CONFIRMED,
    REVERSED;

    boolean canBecome(State next) {
      return switch (next) {
        case PROPOSED -> false;
        case APPLIED -> this == PROPOSED;
        case CONFIRMED -> this == APPLIED;
        case REVERSED -> this == PROPOSED || this == APPLIED;
      };
    }
  }

  Conversion become(State next, Instant now) {
    if (!state.canBecome(next)) {
      throw new ConversionStateUnsuitable(state);
    }
    return new Conversion(
        id, programme, unit, from, next, proposedAt, now, enrolments, version + 1);
  }
}
