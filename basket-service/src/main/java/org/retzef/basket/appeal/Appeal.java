package org.retzef.basket.appeal;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * An appeal.
 *
 * @param basis against what it is
 * @param ground why
 * @param note the family's words; never told in events
 * @param filedBy the subject of who filed it for the family
 * @param outcome null while it is open
 * @param answer to the family; never told in events
 */
record Appeal(
    UUID id,
    UUID requestId,
    UUID familyId,
    UnitPath unit,
    Basis basis,
    Ground ground,
    @Nullable String note,
    String filedBy,
    LocalDate filedOn,
    @Nullable Outcome outcome,
    @Nullable Reason reasonCode,
    @Nullable String answer,
    @Nullable LocalDate decidedOn,
    long version) {

  enum Basis {
    REFUSAL,
    /** Nobody has decided for 30 days. */
    SILENCE
  }

  enum Ground {
    FACTS_WRONG,
    NEW_FACTS,
    RULE_MISREAD,
    NO_ANSWER,
    OTHER
  }

  enum Outcome {
    /** The request is decided anew; after a silence, by the next tier. */
    REOPENED,
    /** The decision stands. */
    CONFIRMED
  }

  enum Reason {
    APPEAL_JUSTIFIED,
    NEW_FACTS,
    DECISION_STANDS,
    OUTSIDE_THE_BASKET,
    OTHER
  }

  @Override
  public String toString() {
    return "Appeal " + id;
  }
}
