package org.retzef.family.fit.rules;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The tracks for a family. Those without a free seat stand apart, so that a full track is never
 * first, not even where all are full.
 */
public record Ranking(List<Proposal> items, List<Proposal> full) {

  public static Ranking of(List<TrackOffer> offers, Facts facts, Conditions conditions) {
    List<Proposal> all =
        offers.stream()
            .map(offer -> Proposal.of(offer, facts, conditions))
            .sorted(Proposal.BEST_FIRST)
            .toList();
    return new Ranking(
        ranked(all.stream().filter(proposal -> !proposal.seats().isFull()).toList()),
        ranked(all.stream().filter(proposal -> proposal.seats().isFull()).toList()));
  }

  private static List<Proposal> ranked(List<Proposal> sorted) {
    return IntStream.range(0, sorted.size()).mapToObj(i -> sorted.get(i).ranked(i + 1)).toList();
  }
}
