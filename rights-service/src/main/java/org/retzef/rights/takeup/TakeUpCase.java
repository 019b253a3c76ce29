package org.retzef.rights.takeup;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.rights.money.Money;

/**
 * A family's case for one right.
 *
 * @param right its code; null in a list where the right is sensitive
 * @param rightVersion the version that it was opened upon
 * @param reason why it is stuck, or was won in part or not at all, coded
 * @param worth what was won, once or in each period
 * @param screening the screening that opened it; null where a worker did
 */
record TakeUpCase(
    UUID id,
    UUID familyId,
    UnitPath unit,
    @Nullable String right,
    int rightVersion,
    @Nullable String category,
    boolean sensitive,
    State state,
    @Nullable Reason reason,
    @Nullable Money worth,
    @Nullable WorthPeriod worthPeriod,
    @Nullable UUID screening,
    LocalDate openedOn,
    @Nullable LocalDate closedOn,
    long version) {

  /** Where a case stands. */
  enum State {
    /** Nobody has begun. */
    OPEN,
    IN_PROGRESS,
    STUCK,
    TAKEN_UP,
    /** Less was won than the right gives. */
    PARTIAL,
    FAILED;

    boolean isClosed() {
      return this == TAKEN_UP || this == PARTIAL || this == FAILED;
    }
  }

  /** Why a case is stuck, or was not won in full. */
  enum Reason {
    DOCUMENT_MISSING,
    WAITING_FOR_AUTHORITY,
    CLAIM_REFUSED,
    APPEAL_REFUSED,
    DEADLINE_MISSED,
    CONDITIONS_NOT_MET,
    LANGUAGE,
    DIGITAL_ACCESS,
    DISTANCE_OR_HEALTH,
    COST,
    DEBT_SET_OFF,
    FAMILY_DECLINES,
    NO_CONTACT,
    RULE_UNCLEAR,
    CATALOGUE_WRONG
  }

  /** How often the worth is won. */
  enum WorthPeriod {
    ONCE,
    MONTHLY,
    YEARLY
  }

  /** As it may stand in a list or in news. */
  TakeUpCase withoutWhatIsNotSpokenOf() {
    return sensitive
        ? new TakeUpCase(
            id,
            familyId,
            unit,
            null,
            rightVersion,
            null,
            true,
            state,
            reason,
            worth,
            worthPeriod,
            screening,
            openedOn,
            closedOn,
            version)
        : this;
  }

  TakeUpCase moved(State to, @Nullable Reason why) {
    return new TakeUpCase(
        id,
        familyId,
        unit,
        right,
        rightVersion,
        category,
        sensitive,
        to,
        why,
        null,
        null,
        screening,
        openedOn,
        null,
        version + 1);
  }

  TakeUpCase closed(RecordResultRequest result) {
    return new TakeUpCase(
        id,
        familyId,
        unit,
        right,
        rightVersion,
        category,
        sensitive,
        result.result(),
        result.reason(),
        result.worth(),
        result.worthPeriod(),
        screening,
        openedOn,
        result.on(),
        version + 1);
  }
}
