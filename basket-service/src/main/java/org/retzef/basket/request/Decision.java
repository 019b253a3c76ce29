package org.retzef.basket.request;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was decided on a request.
 *
 * @param tier of whoever decided
 * @param note for the worker and the family; free text, never told in events
 * @param appealUntil last day of the right of appeal; only of a refusal
 * @param reason the code in the reader's language; only of a refusal
 * @param howToAppeal in the reader's language; only of a refusal
 */
record Decision(
    UUID id,
    Verdict decision,
    int tier,
    @Nullable Reason reasonCode,
    @Nullable String note,
    LocalDate decidedOn,
    @Nullable LocalDate appealUntil,
    @Nullable String reason,
    @Nullable String howToAppeal) {

  enum Verdict {
    APPROVE(RequestStep.APPROVE),
    REJECT(RequestStep.REJECT),
    /** Back to the worker, to be completed. */
    RETURN(RequestStep.RETURN);

    private final RequestStep step;

    Verdict(RequestStep step) {
      this.step = step;
    }

    RequestStep step() {
      return step;
    }
  }

  enum Reason {
    NOT_IN_PLAN,
    PURPOSE_NOT_COVERED,
    OTHER_SOURCE_FIRST,
    PRICE_TOO_HIGH,
    DETAILS_MISSING,
    OTHER
  }

  Decision explained(String why, String howTo) {
    return new Decision(id, decision, tier, reasonCode, note, decidedOn, appealUntil, why, howTo);
  }

  @Override
  public String toString() {
    return "Decision " + id;
  }
}
