package org.retzef.reporting.sharing.suppression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shows families in whole groups of k, each family in one group at most.
 *
 * <p>A cell shows as many groups as it fills. Its rest, fewer than k, is not told of it: it is put
 * together with the rests of its neighbours, and if they fill a group, that is told of the coarser
 * cell. Every number that is told is therefore a multiple of k, and so is whatever is made of them
 * by adding and subtracting, of other tables and of other dates too.
 *
 * <p>A group that is told of a coarser cell says something about the rests in it. So that it never
 * says what one of them is, no more groups are told than the other rests could fill alone: for each
 * cell every rest from 0 to k - 1 stays possible.
 */
final class Groups {

  private final int k;
  private final Map<Cell, Integer> shown = new HashMap<>();
  private final TreeMap<Cell, List<Rest>> waiting = new TreeMap<>(Cell.FINEST_FIRST);

  private Groups(int k) {
    this.k = k;
  }

  /**
   * What is not told of a cell.
   *
   * @param atMost what a reader of all numbers must think possible
   */
  private record Rest(int families, int atMost) {}

  /**
   * The numbers that may be told.
   *
   * @param families how many there are of each cell; of coarse cells, how many of whom no more is
   *     known
   */
  static Map<Cell, Integer> of(Map<Cell, Integer> families, int k) {
    var groups = new Groups(k);
    families.forEach(groups::fill);
    while (!groups.waiting.isEmpty()) {
      var finest = groups.waiting.pollFirstEntry();
      groups.combine(finest.getKey(), finest.getValue());
    }
    return groups.shown;
  }

  private void fill(Cell cell, int families) {
    show(cell, families / k * k);
    waiting.computeIfAbsent(cell, _ -> new ArrayList<>()).add(new Rest(families % k, k - 1));
  }

  private void combine(Cell cell, List<Rest> rests) {
    int families = rests.stream().mapToInt(Rest::families).sum();
    int atMost = rests.stream().mapToInt(Rest::atMost).sum();
    int withoutLargest = atMost - rests.stream().mapToInt(Rest::atMost).max().orElse(0);
    int full = families / k * k;
    int told = Math.min(full, withoutLargest / k * k);
    show(cell, told);
    Rest left =
        new Rest(families - told, told == full ? Math.min(k - 1, atMost - told) : atMost - told);
    cell.coarser()
        .ifPresent(next -> waiting.computeIfAbsent(next, _ -> new ArrayList<>()).add(left));
  }

  private void show(Cell cell, int families) {
    if (families > 0) {
      shown.merge(cell, families, Integer::sum);
    }
  }
}
