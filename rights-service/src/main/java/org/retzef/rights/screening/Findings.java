package org.retzef.rights.screening;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.eligibility.rules.Outcome;
import org.retzef.rights.eligibility.rules.Verdict;

/** The verdicts on all rights, with the rules that they were found by. */
record Findings(
    LocalDate asOf, RuleBooks.Book book, List<Verdict> verdicts, @Nullable Question next) {

  int count(Outcome outcome) {
    return (int) verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
  }

  Screening toScreening(@Nullable UUID id, @Nullable UUID familyId, int casesOpened) {
    return new Screening(
        id,
        familyId,
        asOf,
        count(Outcome.ELIGIBLE),
        count(Outcome.NOT_ELIGIBLE),
        count(Outcome.TO_BE_CHECKED),
        verdicts.stream().map(v -> RightResult.of(v, book.text(v.right()))).toList(),
        next,
        casesOpened);
  }
}
