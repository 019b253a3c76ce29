package org.retzef.basket.funding;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.retzef.platform.problem.Fault;

/**
 * Which sources bear a fund from a day on, until the day of the next. What was posted before stays
 * as it was borne.
 *
 * @param fund {@code BASKETS}, {@code ENVELOPE}, or a track's line of the baskets: {@code
 *     BASKETS.MAPA}
 * @param shares together 100 %
 */
record FundingShares(
    @NotNull
        @Pattern(regexp = "(BASKETS(\\.[A-Z][A-Z0-9_]{1,59})?)|ENVELOPE", message = "fund-invalid")
        String fund,
    @NotNull LocalDate validFrom,
    @NotNull @Size(min = 1, max = MOST_SOURCES) List<@NotNull @Valid Share> shares) {

  /** What each entry of the ledger carries a share of. */
  static final int MOST_SOURCES = 40;

  private static final int WHOLE = 10_000;

  /**
   * @param source its code
   * @param percent above 0, at most two decimals: {@code 12.5}
   */
  record Share(
      @NotNull String source,
      @NotNull
          @Pattern(
              regexp = "(?!0+(\\.0+)?$)([0-9]{1,2}(\\.[0-9]{1,2})?|100(\\.0{1,2})?)",
              message = "percent-invalid")
          String percent) {

    int basisPoints() {
      return new java.math.BigDecimal(percent).movePointRight(2).intValueExact();
    }
  }

  List<Fault> faults(List<String> known) {
    List<Fault> faults = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < shares.size(); i++) {
      String source = shares.get(i).source();
      if (!known.contains(source)) {
        faults.add(Fault.of("shares[%d].source".formatted(i), "source-unknown"));
      } else if (!seen.add(source)) {
        faults.add(Fault.of("shares[%d].source".formatted(i), "source-twice"));
      }
    }
    if (shares.stream().mapToInt(Share::basisPoints).sum() != WHOLE) {
      faults.add(Fault.of("shares", "shares-not-whole"));
    }
    return faults;
  }

  /** By the sources' positions, as the database keeps them. */
  Integer[] basisPoints(List<String> known) {
    Integer[] basisPoints = new Integer[known.size()];
    java.util.Arrays.fill(basisPoints, 0);
    shares.forEach(share -> basisPoints[known.indexOf(share.source())] = share.basisPoints());
    return basisPoints;
  }
}
