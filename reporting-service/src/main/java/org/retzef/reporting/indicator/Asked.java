package org.retzef.reporting.indicator;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.reporting.figure.Breakdown;
import org.retzef.reporting.figure.Trait;

/** What somebody wants to know about an indicator. */
public final class Asked {

  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
  private static final int LONGEST = 120;

  private Asked() {}

  /** Today in Jerusalem if no day is given; a coming day is refused. */
  public static LocalDate day(String field, @Nullable LocalDate day, Clock clock) {
    LocalDate today = LocalDate.now(clock);
    if (day == null) {
      return today;
    }
    if (day.isAfter(today)) {
      throw new InvalidInput(Fault.of(field, "date-in-future"));
    }
    if (day.isBefore(EARLIEST)) {
      throw new InvalidInput(Fault.of(field, "date-too-early"));
    }
    return day;
  }

  /** The first day of a time, if one is given. */
  public static Point time(@Nullable LocalDate from, LocalDate to) {
    if (from != null && from.isAfter(to)) {
      throw new InvalidInput(Fault.of("from", "from-after-to"));
    }
    if (from != null && from.isBefore(EARLIEST)) {
      throw new InvalidInput(Fault.of("from", "date-too-early"));
    }
    return new Point(from, to);
  }

  /** The caller's own unit if none is given; one beside it or above does not exist for it. */
  public static String unit(Caller caller, @Nullable String unit) {
    if (unit == null) {
      return caller.unitPath();
    }
    try {
      UnitPath path = new UnitPath(unit);
      if (caller.sees(path)) {
        return path.path();
      }
    } catch (IllegalArgumentException noPath) {
      // it is not there
    }
    throw new UnitNotSeen();
  }

  static Breakdown breakdown(Indicator indicator, @Nullable String by) {
    return switch (by) {
      case null -> new Breakdown.Whole();
      case "month" -> new Breakdown.Whole();
      case "district" -> new Breakdown.ByUnit(2);
      case "authority" -> new Breakdown.ByUnit(3);
      case "department" -> new Breakdown.ByUnit(4);
      case "centre" -> new Breakdown.ByUnit(5);
      case String trait when indicator.by().contains(trait) -> new Breakdown.ByTrait(trait);
      default -> throw new InvalidInput(Fault.of("by", "breakdown-unknown"));
    };
  }

  /** One line of a breakdown by what the indicator names; null for the whole. */
  public static @Nullable Trait trait(
      Indicator indicator, @Nullable String by, @Nullable String key) {
    if (by == null && key == null) {
      return null;
    }
    List<Fault> faults = new ArrayList<>();
    if (by == null) {
      faults.add(Fault.of("by", "required"));
    } else if (!indicator.by().contains(by)) {
      faults.add(Fault.of("by", "breakdown-unknown"));
    }
    if (key == null) {
      faults.add(Fault.of("key", "required"));
    }
    if (by == null || key == null || !faults.isEmpty()) {
      throw new InvalidInput(faults);
    }
    return new Trait(by, key);
  }

  /** The whole time, or each of its months; the twelve up to the last day if no first is given. */
  static List<Point> points(@Nullable String by, Point time) {
    if (!"month".equals(by)) {
      return List.of(time);
    }
    YearMonth last = YearMonth.from(time.last());
    YearMonth first = time.first() == null ? last.minusMonths(11) : YearMonth.from(time.first());
    List<Point> months = new ArrayList<>();
    for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
      LocalDate begin = month.atDay(1);
      LocalDate end = month.atEndOfMonth();
      months.add(
          new Point(
              time.first() != null && begin.isBefore(time.first()) ? time.first() : begin,
              end.isAfter(time.last()) ? time.last() : end));
    }
    if (months.size() > LONGEST) {
      throw new InvalidInput(Fault.of("from", "time-too-long", LONGEST));
    }
    return months;
  }
}
