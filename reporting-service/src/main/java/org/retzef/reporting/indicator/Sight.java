package org.retzef.reporting.indicator;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.indicator.HiddenCells.Cell;

/** What a caller sees of an indicator's figures. */
public final class Sight {

  static final Sight OF_ALL = new Sight(null, 1);

  private final @Nullable Map<Point, Set<Cell>> hidden;
  private final long step;

  private Sight(@Nullable Map<Point, Set<Cell>> hidden, long step) {
    this.hidden = hidden;
    this.step = step;
  }

  /**
   * @param hidden at each point, and besides whatever is small
   * @param step to whose multiples the others are rounded (decision 0112)
   */
  static Sight without(Map<Point, Set<Cell>> hidden, long step) {
    return new Sight(hidden, step);
  }

  /** A unit's figure, to the nearest step, or that it is hidden. */
  public Value of(Value value, Point point, String unit) {
    return of(value, point, unit, "");
  }

  /**
   * @param trait a trait's value; empty for the whole
   */
  Value of(Value value, Point point, String unit, String trait) {
    if (hidden == null) {
      return value;
    }
    boolean isHidden =
        hidden.getOrDefault(point, Set.of()).contains(new Cell(unit, trait))
            || SmallCells.isSmall(value);
    return isHidden ? Value.HIDDEN : value.rounded(step);
  }

  /**
   * @param seen of each month
   * @param whole as it is seen
   */
  List<Value> ofMonths(List<Value> seen, Value whole) {
    return hidden == null ? seen : SmallCells.hideAnother(seen, whole.equals(Value.HIDDEN));
  }
}
