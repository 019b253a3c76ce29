package org.retzef.family.figures;

import java.util.List;
import java.util.function.Predicate;

/**
 * One number as it is read.
 *
 * @param child the unit directly below that it belongs to; empty for the unit's own
 * @param track of an active enrolment; else empty
 */
record Count(String child, String figure, String track, long number) {

  static Figures sum(List<Count> counts) {
    return new Figures(
        sum(counts, "FAMILIES"),
        sum(counts, "MEMBERS"),
        active(counts),
        sum(counts, "GRADUATES"),
        sum(counts, "CENTRES"),
        sum(counts, "LOCALITIES"),
        sum(counts, "SERVICE_USERS_ONLY") + sum(counts, "SERVICE_USERS_IN_FAMILIES"),
        sum(counts, "MEMBERS") + sum(counts, "SERVICE_USERS_ONLY"));
  }

  private static long sum(List<Count> counts, String figure) {
    return sum(counts, count -> count.figure.equals(figure));
  }

  private static long sum(List<Count> counts, Predicate<Count> which) {
    return counts.stream().filter(which).mapToLong(Count::number).sum();
  }

  private static List<Figures.TrackCount> active(List<Count> counts) {
    return counts.stream()
        .filter(count -> count.figure.equals("ACTIVE"))
        .map(Count::track)
        .distinct()
        .sorted()
        .map(track -> new Figures.TrackCount(track, sum(counts, c -> c.track.equals(track))))
        .toList();
  }
}
