package org.retzef.reporting.indicator;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /** A cell among those that it is reckoned with. */
  private static final class Figure {

    final Cell cell;

    /** The same of the unit above; null of the country. */
    final @Nullable Figure above;

    /** What it is the sum of, with what is of no part: units below, or a trait's values. */
    final List<Figure> parts = new ArrayList<>();

    long size;
    boolean isHidden;

    /** Decided before, or to hide it is no use. */
    boolean isSettled;

    Figure(Cell cell, @Nullable Figure above) {
      this.cell = cell;
      this.above = above;
    }

    boolean isSum() {
      return !parts.isEmpty();
    }

    boolean canBeHidden() {
      return !isSettled && !isHidden;
    }

    long size() {
      return size;
    }

    /** What was told of the unit itself and of none below: it hides like a part, if it is small. */
    long ofNoPart() {
      long own = size;
      for (Figure part : parts) {
        own -= part.size;
      }
      return own;
    }

    int hiddenParts() {
      int some = 0;
      for (Figure part : parts) {
        some += part.isHidden ? 1 : 0;
      }
      return some;
    }

    /**
     * How many those that are hidden of it count together beyond one each; no further than it
     * matters. What is hidden below a hidden figure is the less of the two: the rest of it can be
     * known.
     *
     * @param known so many are counted already
     */
    long beyondOneEach(long known) {
      long beyond = known;
      for (Figure part : parts) {
        if (beyond >= SmallCells.K - 1) {
          return beyond;
        }
        if (part.isHidden) {
          beyond = part.hiddenParts() == 0 ? beyond + part.size - 1 : part.beyondOneEach(beyond);
        }
      }
      return beyond;
    }
  }

  private static final Comparator<Figure> IN_ORDER =
      Comparator.<Figure, String>comparing(figure -> figure.cell.unit())
          .thenComparing(figure -> figure.cell.trait());

  private final Map<Cell, Figure> figures = new LinkedHashMap<>(); // in order, mostly: soon sorted

  private HiddenCells() {}

  /**
   * The country's figure is printed in newsletters: it is hidden only where it is small.
   *
   * @param wholes how many each unit's figure counts
   */
  static Set<Cell> ofWholes(Map<Cell, Long> wholes) {
    HiddenCells cells = new HiddenCells();
    cells.put(wholes);
    cells.figures.values().stream()
        .filter(figure -> figure.above == null)
        .forEach(country -> country.isSettled = true);
    cells.decide(cells.sums());
    return cells.hidden();
  }

  /**
   * @param ofTraits how many each trait's value counts in each unit
   * @param hiddenWholes decided before: which of the wholes are hidden
   */
  static Set<Cell> ofTraits(
      Map<Cell, Long> ofTraits, Map<Cell, Long> wholes, Set<Cell> hiddenWholes) {
    HiddenCells cells = new HiddenCells();
    cells.put(ofTraits);
    cells.putWholes(wholes, hiddenWholes);
    List<Figure> sums = cells.sums();
    settleWhatWholesTell(sums);
    cells.decide(sums);
    Set<Cell> hidden = cells.hidden();
    hidden.removeIf(Cell::isWhole);
    return hidden;
  }

  private void put(Map<Cell, Long> counts) {
    counts.forEach(
        (cell, count) -> {
          if (count > 0) {
            Figure figure = figure(cell);
            figure.size = count;
            figure.isHidden = SmallCells.isFew(count);
            if (figure.above != null) {
              figure.above.parts.add(figure);
            }
          }
        });
  }

  private void putWholes(Map<Cell, Long> wholes, Set<Cell> hiddenWholes) {
    List<Figure> values = figures.values().stream().filter(one -> one.size > 0).toList();
    values.forEach(value -> whole(value).parts.add(value));
    wholes.forEach(
        (cell, count) -> {
          Figure whole = figure(cell);
          whole.size = count;
          whole.isSettled = true;
        });
    hiddenWholes.forEach(cell -> figure(cell).isHidden = true);
  }

  /** New with all above it, if it was not there. */
  private Figure figure(Cell cell) {
    Figure known = figures.get(cell);
    if (known != null) {
      return known;
    }
    Cell above = cell.above();
    Figure figure = new Figure(cell, above == null ? null : figure(above));
    figures.put(cell, figure);
    return figure;
  }

  private Figure whole(Figure figure) {
    return figure.cell.isWhole() ? figure : figure(Cell.whole(figure.cell.unit()));
  }

  private List<Figure> sums() {
    return figures.values().stream().filter(Figure::isSum).sorted(IN_ORDER).toList();
  }

  private Set<Cell> hidden() {
    return figures.values().stream()
        .filter(figure -> figure.isHidden)
        .map(figure -> figure.cell)
        .collect(toSet());
  }

  /** Where the wholes alone tell a figure, as that of a unit's only value, to hide it is no use. */
  private static void settleWhatWholesTell(List<Figure> sums) {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Figure sum : sums) {
        Figure only = onlyOpen(sum);
        if (only != null && !only.isHidden && !SmallCells.isFew(sum.ofNoPart())) {
          only.isSettled = true;
          changed = true;
        }
      }
    }
  }

  /** Of the sum and its parts, what alone is hidden or may come to be; null for none or several. */
  private static @Nullable Figure onlyOpen(Figure sum) {
    Figure only = sum.isHidden || !sum.isSettled ? sum : null;
    for (Figure part : sum.parts) {
      if (part.isHidden || !part.isSettled) {
        if (only != null) {
          return null;
        }
        only = part;
      }
    }
    return only;
  }

  /** What is hidden of one sum is hidden of others, too: they are looked at again. */
  private void decide(List<Figure> sums) {
    LinkedHashSet<Figure> open = new LinkedHashSet<>(sums);
    while (!open.isEmpty()) {
      Figure sum = open.removeFirst();
      Optional<Figure> more = tells(sum) ? oneMore(sum) : Optional.empty();
      more.ifPresent(
          figure -> {
            figure.isHidden = true;
            open.add(sum);
            for (Figure at = figure; at != null; at = at.above) {
              Stream.of(at, whole(at)).filter(Figure::isSum).forEach(open::add);
            }
          });
    }
  }

  /** Whether something hidden of the sum can be reckoned from the rest. */
  private static boolean tells(Figure sum) {
    long own = sum.ofNoPart();
    boolean isOwnHidden = SmallCells.isFew(own);
    int ways = sum.hiddenParts() + (isOwnHidden ? 1 : 0);
    if (sum.isHidden) {
      return ways == 0;
    }
    return ways == 1 || ways > 1 && sum.beyondOneEach(isOwnHidden ? own - 1 : 0) < SmallCells.K - 1;
  }

  /** The next smallest part; where all are hidden, the sum. */
  private static Optional<Figure> oneMore(Figure sum) {
    return sum.parts.stream()
        .filter(Figure::canBeHidden)
        .min(Comparator.comparingLong(Figure::size).thenComparing(IN_ORDER))
        .or(() -> Optional.of(sum).filter(Figure::canBeHidden));
  }
}
