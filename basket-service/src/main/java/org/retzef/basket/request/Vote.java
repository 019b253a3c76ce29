package org.retzef.basket.request;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one member of a committee says.
 *
 * @param member the subject of the member's token
 */
record Vote(
    String member,
    Decision.Verdict verdict,
    int tier,
    Decision.@Nullable Reason reasonCode,
    @Nullable String note) {

  /**
   * What a committee that has all its votes decides: approved by more than half; else returned
   * where at least as many want to see more as refuse; else refused. Its words are those of the
   * last member who voted so.
   */
  static Vote outcome(List<Vote> votes) {
    Decision.Verdict verdict = verdictOf(votes);
    return votes.stream()
        .filter(vote -> vote.verdict() == verdict)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private static Decision.Verdict verdictOf(List<Vote> votes) {
    if (2 * count(votes, Decision.Verdict.APPROVE) > votes.size()) {
      return Decision.Verdict.APPROVE;
    }
    return Stream.of(Decision.Verdict.RETURN, Decision.Verdict.REJECT)
        .filter(verdict -> count(votes, verdict) > 0)
        .max(
            Comparator.comparingLong((Decision.Verdict verdict) -> count(votes, verdict))
                .thenComparing(verdict -> verdict == Decision.Verdict.RETURN))
        .orElseThrow();
  }

  private static long count(List<Vote> votes, Decision.Verdict verdict) {
    return votes.stream().filter(vote -> vote.verdict() == verdict).count();
  }

  /** Not the note: it is free text. */
  @Override
  public String toString() {
    return "Vote " + verdict;
  }
}
