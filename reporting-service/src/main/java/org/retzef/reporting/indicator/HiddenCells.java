package org.retzef.reporting.indicator;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which figures of all units are hidden at one point: the small ones, and so many others with them
 * that no subtraction tells a small one. A figure is the sum of those of the units below it, and a
 * unit's whole is the sum of a trait's values. Of each sum nothing is hidden, or two figures at
 * least; and those that are hidden of a shown one are so many together that each of them could be
 * {@value SmallCells#K} or more (decision 0061).
 */
final class HiddenCells {

  /**
   * Counts up when the rules change, here or in {@link SmallCells}: what was decided by others is.
   */
  static final int VERSION = 1;

  /**
   * A figure of a unit.
   *
   * @param trait a trait's value; empty for the whole
   */
  record Cell(String unit, String trait) {

    /** As {@link #key} writes it. */
    static Cell of(String key) {
      int space = key.indexOf(' ');
      return space < 0 ? whole(key) : new Cell(key.substring(0, space), key.substring(space + 1));
    }

    /** A unit's path has no space. */
    String key() {
      return isWhole() ? unit : unit + " " + trait;
    }

    static Cell whole(String unit) {
      return new Cell(unit, "");
    }

    boolean isWhole() {
      return trait.isEmpty();
    }

    /** The same of the unit above; null of the country. */
    @Nullable Cell above() {
      int end = unit.lastIndexOf('.');
      return end < 0 ? null : new Cell(unit.substring(0, end), trait);
    }
  }

  private static final Comparator<Cell> IN_ORDER =
      Comparator.comparing(Cell::unit).thenComparing(Cell::trait);

  private final Map<Cell, Long> sizes = new HashMap<>();
  private final Map<Cell, List<Cell>> below = new TreeMap<>(IN_ORDER);
  private final Set<Cell> settled = new HashSet<>();
  private final Set<Cell> hidden = new HashSet<>();

  private HiddenCells() {}

  /**
   * The country's figure is printed in newsletters: it is hidden only where it is small.
   *
   * @param wholes how many each unit's figure counts
   */
  static Set<Cell> ofWholes(Map<Cell, Long> wholes) {
    HiddenCells cells = new HiddenCells();
    cells.put(wholes);
    wholes.keySet().stream().filter(cell -> cell.above() == null).forEach(cells.settled::add);
    cells.decide(cells.below);
    return cells.hidden;
  }

  /**
   * @param ofTraits how many each trait's value counts in each unit
   * @param hiddenWholes decided before: which of the wholes are hidden
   */
  static Set<Cell> ofTraits(
      Map<Cell, Long> ofTraits, Map<Cell, Long> wholes, Set<Cell> hiddenWholes) {
    HiddenCells cells = new HiddenCells();
    cells.put(ofTraits);
    Map<Cell, List<Cell>> sums = new TreeMap<>(IN_ORDER);
    sums.putAll(cells.below);
    sums.putAll(
        cells.sizes.keySet().stream()
            .sorted(IN_ORDER)
            .collect(groupingBy(cell -> Cell.whole(cell.unit()))));
    cells.sizes.putAll(wholes);
    cells.settled.addAll(wholes.keySet());
    cells.hidden.addAll(hiddenWholes);
    cells.settleWhatWholesTell(sums);
    cells.decide(sums);
    cells.hidden.removeIf(Cell::isWhole);
    return cells.hidden;
  }

  private void put(Map<Cell, Long> counts) {
    counts.forEach(
        (cell, count) -> {
          Cell above = cell.above();
          if (count > 0) {
            sizes.put(cell, count);
            if (above != null) {
              below.computeIfAbsent(above, _ -> new ArrayList<>()).add(cell);
            }
            if (SmallCells.isFew(count)) {
              hidden.add(cell);
            }
          }
        });
  }

  /** Where the wholes alone tell a figure, as that of a unit's only value, to hide it is no use. */
  private void settleWhatWholesTell(Map<Cell, List<Cell>> sums) {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (var sum : sums.entrySet()) {
        List<Cell> open =
            Stream.concat(Stream.of(sum.getKey()), sum.getValue().stream())
                .filter(cell -> hidden.contains(cell) || !settled.contains(cell))
                .toList();
        if (open.size() == 1
            && !hidden.contains(open.getFirst())
            && !SmallCells.isFew(ofNoPart(sum.getKey(), sum.getValue()))) {
          settled.add(open.getFirst());
          changed = true;
        }
      }
    }
  }

  /** What is hidden of one sum is hidden of others, too: they are looked at again. */
  private void decide(Map<Cell, List<Cell>> sums) {
    Set<Cell> open = new LinkedHashSet<>(sums.keySet());
    while (!open.isEmpty()) {
      Cell whole = open.iterator().next();
      open.remove(whole);
      List<Cell> parts = sums.getOrDefault(whole, List.of());
      Optional<Cell> more = tells(whole, parts) ? oneMore(whole, parts) : Optional.empty();
      more.ifPresent(
          cell -> {
            hidden.add(cell);
            open.add(whole);
            for (Cell at = cell; at != null; at = at.above()) {
              Stream.of(at, Cell.whole(at.unit())).filter(sums::containsKey).forEach(open::add);
            }
          });
    }
  }

  /** Whether something hidden of the sum can be reckoned from the rest. */
  private boolean tells(Cell whole, List<Cell> parts) {
    List<Cell> unknown = hiddenOf(parts);
    long own = ofNoPart(whole, parts);
    int ways = unknown.size() + (SmallCells.isFew(own) ? 1 : 0);
    if (hidden.contains(whole)) {
      return ways == 0;
    }
    return ways == 1 || ways > 1 && !couldEachBeMany(unknown, own);
  }

  /** Without a stream: it is asked of each unit that is a sum. */
  private List<Cell> hiddenOf(List<Cell> parts) {
    List<Cell> some = List.of();
    for (Cell part : parts) {
      if (hidden.contains(part)) {
        some = some.isEmpty() ? new ArrayList<>() : some;
        some.add(part);
      }
    }
    return some;
  }

  /** What was told of the unit itself and of none below: it hides like a part, if it is small. */
  private long ofNoPart(Cell whole, List<Cell> parts) {
    long own = size(whole);
    for (Cell part : parts) {
      own -= size(part);
    }
    return own;
  }

  private boolean couldEachBeMany(List<Cell> unknown, long own) {
    List<Cell> last = unknown.stream().flatMap(this::lastHidden).toList();
    boolean withOwn = SmallCells.isFew(own);
    long together = last.stream().mapToLong(this::size).sum() + (withOwn ? own : 0);
    long others = last.size() + (withOwn ? 1 : 0) - 1;
    return together - others >= SmallCells.K;
  }

  /** What is hidden below a hidden figure is the less of the two: the rest of it can be known. */
  private Stream<Cell> lastHidden(Cell cell) {
    List<Cell> deeper = hiddenOf(below.getOrDefault(cell, List.of()));
    return deeper.isEmpty() ? Stream.of(cell) : deeper.stream().flatMap(this::lastHidden);
  }

  /** The next smallest part; where all are hidden, the whole. */
  private Optional<Cell> oneMore(Cell whole, List<Cell> parts) {
    return parts.stream()
        .filter(this::canBeHidden)
        .min(Comparator.comparingLong(this::size).thenComparing(IN_ORDER))
        .or(() -> Optional.of(whole).filter(this::canBeHidden));
  }

  private boolean canBeHidden(Cell cell) {
    return !settled.contains(cell) && !hidden.contains(cell);
  }

  private long size(Cell cell) {
    return sizes.getOrDefault(cell, 0L);
  }
}
