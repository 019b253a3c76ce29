package org.retzef.family.duplicate;

import jakarta.validation.constraints.NotNull;

/** What somebody who looked at both families says of them. */
record VerdictRequest(@NotNull Verdict verdict) {

  enum Verdict {
    /** The one is never shown as a duplicate of the other again. */
    NOT_THE_SAME,
    /** As if nothing had been said. */
    UNDECIDED
  }
}
