package org.retzef.family.fit;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.family.fit.rules.Proposal;
import org.retzef.family.fit.rules.Ranking;

/**
 * The tracks for a family on a day, each with its reasons.
 *
 * @param items what can be proposed, best first
 * @param full tracks without a free seat, best first: they are never proposed
 * @param askable the codes of what a worker can ask the family, to be told by {@code …/fit/answers}
 */
record Fit(
    UUID familyId,
    LocalDate asOf,
    List<Proposal> items,
    List<Proposal> full,
    List<String> askable) {

  static Fit of(UUID familyId, LocalDate asOf, Ranking ranking, List<String> askable) {
    return new Fit(familyId, asOf, ranking.items(), ranking.full(), askable);
  }
}
