package org.retzef.rights.screening;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a screening found.
 *
 * @param id null for somebody nameless, of whom nothing is kept
 * @param familyId likewise
 * @param asOf the day whose rules and amounts were applied
 * @param nextQuestion what to ask next; null where no single question helps
 * @param casesOpened how many take-up cases it opened at once
 */
record Screening(
    @Nullable UUID id,
    @Nullable UUID familyId,
    LocalDate asOf,
    int eligible,
    int notEligible,
    int toBeChecked,
    List<RightResult> results,
    @Nullable Question nextQuestion,
    int casesOpened) {

  /** What is kept of the answer: no fact, no right. */
  record Receipt(UUID id) {}
}
