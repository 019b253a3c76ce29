package org.retzef.family.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.form.LifeDomain;
import org.retzef.platform.caller.UnitPath;

/**
 * A contact between a worker and a family.
 *
 * @param unit the family's department on that day
 * @param worker the {@code sub} of who was in contact
 * @param loggedBy the {@code sub} of who logged it; null where that was not kept yet
 * @param note in words; null if there is none, or the family was erased
 * @param corrects the contact in whose place this one stands
 * @param correction what was wrong with this one; null while it counts
 */
record Contact(
    UUID id,
    UUID familyId,
    UnitPath unit,
    Kind kind,
    Direction direction,
    LocalDate happenedOn,
    @Nullable Integer durationMinutes,
    List<LifeDomain> domains,
    String worker,
    @Nullable String loggedBy,
    @Nullable String note,
    @Nullable UUID corrects,
    @Nullable Correction correction,
    Instant loggedAt,
    long version) {

  enum Kind {
    HOME_VISIT,
    CALL,
    MESSAGE,
    CENTRE_SESSION
  }

  /** Who began it. */
  enum Direction {
    BY_WORKER,
    BY_FAMILY
  }

  /** Why a contact does not count any more. */
  enum Correction {
    WRONG_DETAILS,
    WRONG_FAMILY,
    ENTERED_TWICE
  }

  Contact correctedFor(Correction reason) {
    return new Contact(
        id,
        familyId,
        unit,
        kind,
        direction,
        happenedOn,
        durationMinutes,
        domains,
        worker,
        loggedBy,
        note,
        corrects,
        reason,
        loggedAt,
        version + 1);
  }

  @Override
  public String toString() {
    return "Contact " + id;
  }
}
