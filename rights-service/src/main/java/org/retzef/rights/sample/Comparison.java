package org.retzef.rights.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.UUID;

/**
 * A sample department's baselines side by side.
 *
 * @param points how far each share has moved since the start, in percentage points
 */
record Comparison(UUID sampleDepartment, List<Baseline> baselines, List<Change> points) {

  /**
   * @param takenUp share of cases taken up, in points since the start
   * @param inProcess likewise
   * @param none likewise
   * @param accompanied share of contacts at which somebody went along, likewise
   */
  record Change(
      Baseline.Moment moment,
      BigDecimal takenUp,
      BigDecimal inProcess,
      BigDecimal none,
      BigDecimal accompanied) {}

  static Comparison of(UUID sample, List<Baseline> baselines) {
    List<Change> changes =
        baselines.isEmpty()
            ? List.of()
            : baselines.stream().skip(1).map(later -> change(baselines.getFirst(), later)).toList();
    return new Comparison(sample, baselines, changes);
  }

  private static Change change(Baseline start, Baseline later) {
    return new Change(
        later.moment(),
        share(later.takenUp(), later.cases()).subtract(share(start.takenUp(), start.cases())),
        share(later.inProcess(), later.cases()).subtract(share(start.inProcess(), start.cases())),
        share(later.none(), later.cases()).subtract(share(start.none(), start.cases())),
        share(later.accompanied(), later.contacts())
            .subtract(share(start.accompanied(), start.contacts())));
  }

  private static BigDecimal share(int part, int all) {
    return all == 0
        ? BigDecimal.ZERO.setScale(1)
        : BigDecimal.valueOf(100L * part)
            .divide(BigDecimal.valueOf(all), 1, RoundingMode.HALF_EVEN);
  }
}
