package org.retzef.reporting.indicator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Somebody who writes down every figure that is shown, and subtracts until nothing new comes of it.
 */
final class Attacker {

  private record Sum(String whole, List<String> parts) {}

  private final Map<String, Long> known = new HashMap<>();
  private final Map<String, Long> learned = new HashMap<>();
  private final List<Sum> sums = new ArrayList<>();

  void sees(String figure, long value) {
    known.put(figure, value);
  }

  void knowsThatIsTheSum(String whole, List<String> parts) {
    sums.add(new Sum(whole, List.copyOf(parts)));
  }

  Map<String, Long> known() {
    return known;
  }

  /** What was not shown, and what its value must be. */
  Map<String, Long> learned() {
    while (sums.stream().anyMatch(this::solves)) {}
    return learned;
  }

  private boolean solves(Sum sum) {
    List<String> all = new ArrayList<>(sum.parts());
    all.add(sum.whole());
    List<String> unknown = all.stream().filter(figure -> !known.containsKey(figure)).toList();
    if (unknown.size() == 1) {
      return learns(unknown.getFirst(), rest(sum));
    }
    return known.containsKey(sum.whole()) && solvesOnes(sum);
  }

  /** So many hidden figures as there are people: each is one. */
  private boolean solvesOnes(Sum sum) {
    List<String> unknown = sum.parts().stream().filter(part -> !known.containsKey(part)).toList();
    return !unknown.isEmpty()
        && rest(sum) == unknown.size()
        && unknown.stream().map(part -> learns(part, 1)).reduce(false, Boolean::logicalOr);
  }

  private long rest(Sum sum) {
    long parts =
        sum.parts().stream().map(known::get).filter(Objects::nonNull).mapToLong(n -> n).sum();
    Long whole = known.get(sum.whole());
    return whole == null ? parts : whole - parts;
  }

  private boolean learns(String figure, long value) {
    learned.put(figure, value);
    return known.put(figure, value) == null;
  }
}
