package org.retzef.training.smallcell;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts of people in rows and columns, with their totals, without those that tell of fewer than
 * {@value #LEAST}. A hidden count could be reckoned from its row or its column; so each is hidden
 * together with three others at the corners of a rectangle, along which the four can be moved up
 * and down without changing anything that is shown.
 */
public final class CountTable {

  /** A count of so many people, or of nobody, tells of nobody. */
  public static final int LEAST = 5;

  /** Names the totals among rows and among columns. */
  public static final String TOTAL = "TOTAL";

  private final List<String> rows;
  private final List<String> columns;
  private final Map<Place, Integer> counts = new LinkedHashMap<>();
  private final Set<Place> hidden = new HashSet<>();

  private record Place(String row, String column) {}

  /** One count; what is not given is nobody. */
  public record Count(String row, String column, int people) {}

  /** A row as it is shown. */
  public record Row(String row, List<Cell> columns) {

    @Nullable Integer at(String column) {
      return columns.stream()
          .filter(cell -> cell.column().equals(column))
          .findFirst()
          .orElseThrow()
          .people();
    }
  }

  /**
   * @param people null where it is hidden
   */
  public record Cell(String column, @Nullable Integer people) {}

  public CountTable(Collection<Count> given) {
    this(names(given.stream().map(Count::row)), names(given.stream().map(Count::column)), given);
    hide();
  }

  private static List<String> names(Stream<String> given) {
    return Stream.concat(given.distinct().sorted(), Stream.of(TOTAL)).toList();
  }

  private void add(String row, String column, int people) {
    counts.merge(new Place(row, column), people, Integer::sum);
  }

  /** The rows in their order, the total last; columns likewise. */
  public List<Row> shown() {
    return rows.stream().map(this::shown).toList();
  }

  private Row shown(String row) {
    return new Row(row, columns.stream().map(column -> shown(new Place(row, column))).toList());
  }

  private Cell shown(Place place) {
    return new Cell(place.column(), hidden.contains(place) ? null : Integer.valueOf(at(place)));
  }

  /** Other numbers of the same cells, such as what the people did, hidden where the people are. */
  public List<Row> shownInstead(Collection<Count> numbers) {
    CountTable others = new CountTable(rows, columns, numbers);
    others.hidden.addAll(hidden);
    return others.shown();
  }

  private CountTable(List<String> rows, List<String> columns, Collection<Count> given) {
    this.rows = rows;
    this.columns = columns;
    given.forEach(this::addUp);
  }

  private void addUp(Count count) {
    add(count.row(), count.column(), count.people());
    add(count.row(), TOTAL, count.people());
    add(TOTAL, count.column(), count.people());
    add(TOTAL, TOTAL, count.people());
  }

  private int at(Place cell) {
    return counts.getOrDefault(cell, 0);
  }

  private boolean isSmall(Place cell) {
    return at(cell) > 0 && at(cell) < LEAST;
  }

  private void hide() {
    counts.keySet().stream()
        .filter(this::isSmall)
        .toList()
        .forEach(small -> hidden.addAll(cheapestRectangle(small)));
  }

  private Set<Place> cheapestRectangle(Place small) {
    return rows.stream()
        .filter(row -> !row.equals(small.row()))
        .flatMap(
            row ->
                columns.stream()
                    .filter(column -> !column.equals(small.column()))
                    .map(column -> new Place(row, column)))
        .filter(opposite -> isMovable(small, opposite))
        .map(opposite -> corners(small, opposite))
        .min(Comparator.comparingInt(this::cost))
        .orElseThrow();
  }

  /**
   * Whether the small count could be {@link #LEAST} more with all sums as they are. Beside it the
   * counts go down, across from it up; but a total goes the other way, for it stands on the other
   * side of its sum. Over both totals every count can be more.
   */
  private boolean isMovable(Place small, Place opposite) {
    return goesUpOrCan(opposite, sign(small) * sign(opposite))
        && goesUpOrCan(besides(small, opposite), -sign(small) * sign(besides(small, opposite)))
        && goesUpOrCan(besides(opposite, small), -sign(small) * sign(besides(opposite, small)));
  }

  private boolean goesUpOrCan(Place cell, int direction) {
    return direction > 0 || at(cell) >= LEAST;
  }

  private static int sign(Place cell) {
    return cell.row().equals(TOTAL) == cell.column().equals(TOTAL) ? 1 : -1;
  }

  private static Place besides(Place one, Place other) {
    return new Place(one.row(), other.column());
  }

  private static Set<Place> corners(Place one, Place opposite) {
    return Set.of(one, opposite, besides(one, opposite), besides(opposite, one));
  }

  private int cost(Set<Place> corners) {
    return corners.stream().filter(cell -> !hidden.contains(cell)).mapToInt(this::at).sum();
  }
}
