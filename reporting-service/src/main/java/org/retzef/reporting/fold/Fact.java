package org.retzef.reporting.fold;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That something makes somebody count in a measure; how long, a {@link Change} says.
 *
 * @param measure what is counted: {@code active_families_noshmim}
 * @param source why: an enrolment's id, a payment's
 * @param counted who or what counts once, however many sources there are
 * @param family whom it was told of, if a family counts; null else
 * @param unit where; it counts there and in every unit above
 * @param traits what the measure can be broken down by: {@code track=MAPA}
 * @param amount how much it weighs: 1, a number of people, agorot
 */
public record Fact(
    String measure,
    String source,
    String counted,
    @Nullable String family,
    String unit,
    Set<String> traits,
    long amount) {

  /** What counts for itself: a receipt, a session. */
  public static Fact of(String measure, Object source, String unit) {
    return new Fact(measure, source.toString(), source.toString(), null, unit, Set.of(), 1);
  }

  /** What counts for itself, out of another source. */
  public Fact from(String other) {
    return new Fact(measure, other, other, family, unit, traits, amount);
  }

  /** Something else counts, once, whatever else makes it count. */
  public Fact counting(Object once) {
    return new Fact(measure, source, once.toString(), family, unit, traits, amount);
  }

  /** A family counts, once, or whoever has taken it in. */
  public Fact countingFamily(UUID id) {
    return new Fact(measure, source, id.toString(), id.toString(), unit, traits, amount);
  }

  public Fact with(String dimension, @Nullable String value) {
    if (value == null) {
      return this;
    }
    Set<String> more = new TreeSet<>(traits);
    more.add(dimension + "=" + value);
    return new Fact(measure, source, counted, family, unit, more, amount);
  }

  /** It counts in each of them, and once in the whole. */
  public Fact withEach(String dimension, Collection<String> values) {
    Fact fact = this;
    for (String value : values) {
      fact = fact.with(dimension, value);
    }
    return fact;
  }

  public Fact weighing(long much) {
    return new Fact(measure, source, counted, family, unit, traits, much);
  }

  Fact inAMonth() {
    return new Fact(measure + "_in_month", source, counted, family, unit, traits, amount);
  }

  Fact toldAs(Fact other) {
    return new Fact(measure, source, other.counted, other.family, unit, traits, amount);
  }

  /** Where the fact's own place counts, or one above it, the new one's does. */
  Fact in(String place) {
    boolean countsPlace = unit.equals(counted) || unit.startsWith(counted + ".");
    String counts = countsPlace ? above(place, counted.split("\\.").length) : counted;
    return new Fact(measure, source, counts, family, place, traits, amount);
  }

  private static String above(String place, int depth) {
    List<String> steps = List.of(place.split("\\."));
    return String.join(".", steps.subList(0, Math.min(depth, steps.size())));
  }
}
