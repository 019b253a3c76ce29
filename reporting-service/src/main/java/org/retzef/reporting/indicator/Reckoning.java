package org.retzef.reporting.indicator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.enrolment.SeatPlans;
import org.retzef.reporting.enrolment.SeatPlans.InForce;
import org.retzef.reporting.figure.Breakdown;
import org.retzef.reporting.figure.Figures;
import org.retzef.reporting.figure.Figures.Months;
import org.retzef.reporting.figure.Term;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Puts figures together to what the catalogue says. */
@Service
public class Reckoning {

  private final Figures figures;
  private final SeatPlans plans;

  Reckoning(Figures figures, SeatPlans plans) {
    this.figures = figures;
    this.plans = plans;
  }

  /**
   * @param key of the breakdown: a unit, a trait's value; empty for the whole
   */
  public record Line(Indicator indicator, String key, Point point, Value value) {

    Line with(Value other) {
      return new Line(indicator, key, point, other);
    }
  }

  /** An indicator whose parts are read once, and not for each value. */
  private record Measured(Indicator indicator, Parts parts) {

    static Measured of(Indicator indicator) {
      return new Measured(indicator, Parts.of(indicator));
    }
  }

  /** The values of indicators in a unit, in the order of indicators, points and keys. */
  public Mono<List<Line>> of(
      List<Indicator> indicators, String unit, Breakdown breakdown, List<Point> points) {
    List<Measured> all = indicators.stream().map(Measured::of).toList();
    return figures
        .of(
            all.stream().flatMap(one -> one.parts().terms()).toList(),
            unit,
            breakdown,
            days(indicators, points))
        .zipWith(
            all.stream().anyMatch(one -> one.parts().programme() != null)
                ? plans.inForce(unit, points.stream().map(Point::last).toList())
                : Mono.just(List.<InForce>of()))
        .map(
            found -> {
              Sums sums = Sums.of(found.getT1());
              Seats seats = new Seats(found.getT2(), unit, breakdown);
              return lines(all, points, keys(unit, breakdown, sums, seats), sums, seats);
            });
  }

  /**
   * What an indicator that begins anew with each month counted in the month that had the most of
   * each time; nothing of units that had none.
   *
   * @param times whole months
   */
  Mono<List<Line>> mostOfMonths(
      Indicator indicator, String unit, Breakdown breakdown, List<Point> times) {
    Term term = Parts.of(indicator).onlyTerm();
    List<Months> months = times.stream().map(Point::months).toList();
    return figures
        .mostOfMonths(List.of(term), unit, breakdown, months)
        .map(
            found ->
                found.stream()
                    .map(
                        most ->
                            new Line(
                                indicator,
                                most.key(),
                                times.get(most.time()),
                                Value.count(most.value())))
                    .toList());
  }

  private static Set<LocalDate> days(List<Indicator> indicators, List<Point> points) {
    Set<LocalDate> days = new TreeSet<>();
    for (Point point : points) {
      days.add(point.last());
      for (Indicator indicator : indicators) {
        LocalDate before = point.before(indicator);
        if (before != null) {
          days.add(before);
        }
      }
    }
    return days;
  }

  private static Collection<String> keys(String unit, Breakdown breakdown, Sums sums, Seats seats) {
    if (breakdown instanceof Breakdown.Whole) {
      return Set.of("");
    }
    Set<String> keys = new TreeSet<>(sums.keys());
    keys.addAll(seats.keys());
    if (breakdown instanceof Breakdown.ByUnit) {
      keys.add(unit);
    }
    return keys;
  }

  private static List<Line> lines(
      List<Measured> all, List<Point> points, Collection<String> keys, Sums sums, Seats seats) {
    List<Line> lines = new ArrayList<>();
    for (Measured one : all) {
      for (Point point : points) {
        LocalDate before = point.before(one.indicator());
        for (String key : keys) {
          Value value = value(one, key, point.last(), before, sums, seats);
          lines.add(new Line(one.indicator(), key, point, value));
        }
      }
    }
    return lines;
  }

  private static Value value(
      Measured one, String key, LocalDate day, @Nullable LocalDate before, Sums sums, Seats seats) {
    Indicator indicator = one.indicator();
    Parts parts = one.parts();
    Long counted = sums.of(parts.numerator(), key, day, before);
    if (indicator.denominator() != null) {
      return Value.share(
          counted == null ? 0 : counted, whole(parts, key, day, before, sums, seats));
    }
    if (counted == null) {
      return indicator.whenNoRecord() == Indicator.NoRecord.UNKNOWN
          ? Value.unknown()
          : Value.count(0);
    }
    return Value.count(counted);
  }

  private static Value.@Nullable Whole whole(
      Parts parts, String key, LocalDate day, @Nullable LocalDate before, Sums sums, Seats seats) {
    if (parts.programme() != null) {
      return seats.of(parts.programme(), key, day);
    }
    Long size = parts.denominator() == null ? null : sums.of(parts.denominator(), key, day, before);
    return size == null ? null : new Value.Whole(size, null, null);
  }
}
