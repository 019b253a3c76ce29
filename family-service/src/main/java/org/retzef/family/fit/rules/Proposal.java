package org.retzef.family.fit.rules;

import java.util.Comparator;
import java.util.List;

/**
 * How a track suits a family.
 *
 * @param rank from 1, within its list
 * @param reasons one for each criterion
 */
public record Proposal(
    int rank,
    String track,
    String programme,
    String nameHe,
    String nameEn,
    Suitability suitability,
    Seats seats,
    List<Reason> reasons) {

  /** Whether a track suits, best first. */
  public enum Suitability {
    SUITABLE,
    TO_BE_ASKED,
    NOT_SUITABLE
  }

  /**
   * What suits before what may suit before what does not; then what meets more of its own criteria,
   * which puts the track made for a kind of family before the general one; then the emptier.
   */
  static final Comparator<Proposal> BEST_FIRST =
      Comparator.comparing(Proposal::suitability)
          .thenComparing(Proposal::met, Comparator.reverseOrder())
          .thenComparing(proposal -> proposal.seats.freeOrZero(), Comparator.reverseOrder())
          .thenComparing(Proposal::track);

  static Proposal of(TrackOffer offer, Facts facts, Conditions conditions) {
    List<Reason> reasons =
        offer.criteria().stream().map(criterion -> conditions.judge(criterion, facts)).toList();
    return new Proposal(
        0,
        offer.track(),
        offer.programme(),
        offer.nameHe(),
        offer.nameEn(),
        judged(reasons),
        offer.seats(),
        reasons);
  }

  Proposal ranked(int place) {
    return new Proposal(place, track, programme, nameHe, nameEn, suitability, seats, reasons);
  }

  private long met() {
    return reasons.stream().filter(r -> r.outcome() == Reason.Outcome.MET).count();
  }

  /** A track of which nothing is said suits nobody yet: it is to be asked. */
  private static Suitability judged(List<Reason> reasons) {
    if (reasons.stream().anyMatch(r -> r.outcome() == Reason.Outcome.FAILED)) {
      return Suitability.NOT_SUITABLE;
    }
    boolean allMet = reasons.stream().allMatch(r -> r.outcome() == Reason.Outcome.MET);
    return allMet && !reasons.isEmpty() ? Suitability.SUITABLE : Suitability.TO_BE_ASKED;
  }
}
