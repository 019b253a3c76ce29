package org.retzef.reporting.fold;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an event changes in the facts. */
public sealed interface Change {

  /** It counts from this day on, unless its source counts already; what was over counts again. */
  record Begin(Fact fact, LocalDate day) implements Change {}

  /**
   * It counts from this day to that, whatever was known of its source.
   *
   * @param last null while it goes on
   */
  record Put(Fact fact, LocalDate first, @Nullable LocalDate last) implements Change {}

  /**
   * All that count by one source, from this day to that, whatever was known of it.
   *
   * @param facts of one measure and one source; none if nothing counts by it any more
   * @param last null while they go on
   */
  record PutAll(
      String measure, String source, List<Fact> facts, LocalDate first, @Nullable LocalDate last)
      implements Change {}

  /** It counts from this day until the next one of whom it counts. */
  record Since(Fact fact, LocalDate day) implements Change {}

  /** It counts until this day; its beginning may be told later. */
  record End(String measure, String source, LocalDate last) implements Change {}

  /**
   * All that count by one source from this day on: who is new begins on it, who is left out ended
   * the day before.
   *
   * @param facts of one measure and one source
   * @param first day of those that the source told first; this day, if null
   * @param last day of them all; null while they go on
   */
  record Only(
      String measure,
      String source,
      List<Fact> facts,
      LocalDate day,
      @Nullable LocalDate first,
      @Nullable LocalDate last)
      implements Change {}

  /**
   * What was told late of a family, and began before it moved, goes on where it has moved.
   *
   * @param moves the measure that says where the family has moved, and when
   * @param measures as of {@link Move}
   * @param with likewise
   */
  record Follow(String moves, String measures, List<String> with, UUID family) implements Change {}

  /** What counts for itself by one source does so by another from now on and in the past. */
  record Replace(String measure, String source, String by) implements Change {}

  /** It counts on no day. */
  record Remove(String measure, String source) implements Change {}

  /**
   * What goes on for a family, and for those that it has taken in, goes on in another unit from a
   * day on.
   *
   * @param measures how the names of the measures begin that go with a family
   * @param with measures of what goes with those: of the same source, or that the source counts in
   */
  record Move(String measures, List<String> with, UUID family, String unit, LocalDate day)
      implements Change {

    public Move(String measures, UUID family, String unit, LocalDate day) {
      this(measures, List.of(), family, unit, day);
    }
  }

  /**
   * It is told of whom its source is told of in another measure, once that is known.
   *
   * @param family of whom either was told now
   */
  record Whose(String measure, String source, String as, UUID family) implements Change {}

  /**
   * What one source makes count is, on each day, where another source counts: before that began,
   * where it begins, and after it is over, where it last was.
   *
   * @param as the measure of the other source
   * @param other nothing changes while nothing is known of it
   */
  record Beside(String measure, String source, String as, String other) implements Change {}

  /**
   * A family counts for another from now on and in the past, or for itself again.
   *
   * @param family the survivor
   */
  record Merge(UUID family, UUID merged, UUID merge, boolean undone) implements Change {}

  /** A family, and whom it has taken in, have another name from now on and in the past. */
  record Erase(UUID family) implements Change {}

  static Change begin(Fact fact, LocalDate day) {
    return new Begin(fact, day);
  }

  /** It counts from this day to the end of the month, in the measure of those of a month. */
  static Change inItsMonth(Fact fact, LocalDate day) {
    return new Put(fact.inAMonth(), day, YearMonth.from(day).atEndOfMonth());
  }
}
