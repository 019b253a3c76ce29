package org.retzef.family.form;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one field, without those that tell of fewer than ten people. Where the codes add
 * up to the whole, one hidden number could be reckoned from the others, so that further ones are
 * hidden until at least two are and they hide ten people.
 */
final class SmallCells {

  static final int LEAST = 10;

  private final Map<String, Long> numbers;
  private final long denominator;
  private final boolean exact;
  private final Set<String> hidden;

  /**
   * @param addUp whether everybody who answered is in exactly one of the numbers
   */
  SmallCells(Map<String, Long> numbers, long denominator, boolean addUp, boolean exact) {
    this.numbers = numbers;
    this.denominator = denominator;
    this.exact = exact;
    this.hidden = exact ? Set.of() : addUp ? hiddenParts() : hiddenChoices();
  }

  private Set<String> hiddenParts() {
    Set<String> found = new LinkedHashSet<>();
    List<Map.Entry<String, Long>> ascending =
        numbers.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
    for (var cell : ascending) {
      boolean protectsOthers =
          !found.isEmpty() && (found.size() == 1 || sum(found, _ -> true) < LEAST);
      if (isSmall(cell.getValue()) || (protectsOthers && cell.getValue() > 0)) {
        found.add(cell.getKey());
      }
    }
    return found;
  }

  /** Several may be chosen: each number stands alone against those who did not choose it. */
  private Set<String> hiddenChoices() {
    Set<String> found = new LinkedHashSet<>();
    numbers.forEach(
        (code, number) -> {
          if (isSmall(number) || isSmall(denominator - number)) {
            found.add(code);
          }
        });
    return found;
  }

  /** That nobody gave an answer tells of nobody. */
  private static boolean isSmall(long number) {
    return number > 0 && number < LEAST;
  }

  Collection<String> codes() {
    return numbers.keySet();
  }

  @Nullable Long shownDenominator() {
    return exact || denominator >= LEAST ? Long.valueOf(denominator) : null;
  }

  @Nullable Long shown(String code) {
    return shownDenominator() == null || hidden.contains(code) ? null : numbers.get(code);
  }

  /** The sum of some codes, unless it would tell of too few on either side. */
  @Nullable Long shownSum(Set<String> codes) {
    long sum = sum(codes, _ -> true);
    if (exact) {
      return sum;
    }
    boolean small = shownDenominator() == null || isSmall(sum) || isSmall(denominator - sum);
    return small || betrays(codes::contains) || betrays(code -> !codes.contains(code)) ? null : sum;
  }

  /** Whether so few are hidden on this side that its sum tells of them. */
  private boolean betrays(Predicate<String> side) {
    return hidden.stream().anyMatch(side) && sum(hidden, side) < LEAST;
  }

  private long sum(Collection<String> codes, Predicate<String> side) {
    return codes.stream().filter(side).mapToLong(code -> numbers.getOrDefault(code, 0L)).sum();
  }
}
