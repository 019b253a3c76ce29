package org.retzef.rights.takeup;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A station on the way of a case.
 *
 * @param number counts the case's steps from 1
 * @param on when it was made or begun
 * @param dueOn by when it must be done
 * @param dueBasis the law that says so; null where somebody set the day
 * @param doneOn when it was done; null while it is open
 * @param accompanied whether somebody went along
 * @param note sealed; only shown with the case
 */
record Step(
    int number,
    Kind kind,
    LocalDate on,
    @Nullable LocalDate dueOn,
    @Nullable String dueBasis,
    @Nullable LocalDate doneOn,
    @Nullable Authority authority,
    @Nullable Decision decision,
    @Nullable Channel channel,
    boolean accompanied,
    @Nullable String note) {

  enum Kind {
    DOCUMENT,
    CONTACT,
    CLAIM,
    APPEAL,
    /** Anything else that has to be done. */
    TASK
  }

  /** Who decides on a claim. */
  enum Authority {
    SOCIAL_SERVICES,
    NATIONAL_INSURANCE,
    TAX_AUTHORITY,
    MUNICIPALITY,
    HOUSING_MINISTRY,
    HEALTH_FUND,
    ENFORCEMENT,
    COURT,
    OTHER
  }

  enum Decision {
    GRANTED,
    GRANTED_IN_PART,
    REFUSED
  }

  enum Channel {
    PHONE,
    HOME_VISIT,
    OFFICE,
    MESSAGE,
    AT_THE_AUTHORITY
  }

  /** A contact has happened; everything else is open until it is done. */
  boolean isOpen() {
    return doneOn == null;
  }
}
