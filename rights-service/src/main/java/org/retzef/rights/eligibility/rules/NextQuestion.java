package org.retzef.rights.eligibility.rules;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one question that would settle most rights.
 *
 * @param fact what is asked
 * @param settles how many rights wait for this answer alone
 * @param concerns how many rights wait for it among others
 */
public record NextQuestion(String fact, int settles, int concerns) {

  /**
   * @param mayAsk whom it is put to decides what may be asked: nothing sensitive without consent,
   *     and nothing that only a worker can know of somebody at home
   */
  public static Optional<NextQuestion> of(
      List<Verdict> verdicts, java.util.function.Predicate<String> mayAsk) {
    Map<String, int[]> counts = new HashMap<>();
    for (Verdict verdict : verdicts) {
      if (verdict.outcome() == Outcome.TO_BE_CHECKED) {
        List<String> unknown = verdict.unknown().toList();
        for (String fact : unknown) {
          int[] count = counts.computeIfAbsent(fact, _ -> new int[2]);
          count[0] += unknown.size() == 1 ? 1 : 0;
          count[1]++;
        }
      }
    }
    return counts.entrySet().stream()
        .filter(entry -> mayAsk.test(entry.getKey()))
        .map(e -> new NextQuestion(e.getKey(), e.getValue()[0], e.getValue()[1]))
        .max(
            Comparator.comparingInt(NextQuestion::settles)
                .thenComparingInt(NextQuestion::concerns)
                .thenComparing(NextQuestion::fact));
  }
}
