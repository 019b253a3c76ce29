package org.retzef.family.fit.rules;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * The seats of a track for a family: of the nearest unit that has a plan for the day.
 *
 * @param unit of the plan; this and what follows is null where no unit has one
 * @param active families of that unit in the track on the day
 * @param free planned less active; may be below zero
 * @param code {@code no-denominator} where there is no plan
 */
public record Seats(
    @Nullable UnitPath unit,
    @Nullable Integer planned,
    @Nullable Long active,
    @Nullable Long free,
    @Nullable UUID planId,
    @Nullable Integer planVersion,
    @Nullable LocalDate publishedOn,
    @Nullable String code) {

  public static Seats unknown() {
    return new Seats(null, null, null, null, null, null, null, "no-denominator");
  }

  public static Seats of(
      UnitPath unit, int planned, long active, UUID planId, int version, LocalDate publishedOn) {
    return new Seats(unit, planned, active, planned - active, planId, version, publishedOn, null);
  }

  /** Without a plan nobody knows that there is no seat. */
  boolean isFull() {
    return free != null && free <= 0;
  }

  long freeOrZero() {
    return free == null ? 0 : free;
  }
}
