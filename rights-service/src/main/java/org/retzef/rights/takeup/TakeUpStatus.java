package org.retzef.rights.takeup;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * How far rights are taken up on a day.
 *
 * @param basis what is counted
 * @param takenUp in full or in part
 * @param inProcess in progress or stuck
 * @param none not begun, or failed
 * @param takenUpPct of all; the three sum to exactly 100 where there is anything
 */
record TakeUpStatus(
    LocalDate asOf,
    Basis basis,
    int all,
    int takenUp,
    int inProcess,
    int none,
    BigDecimal takenUpPct,
    BigDecimal inProcessPct,
    BigDecimal nonePct) {

  /** What is counted. */
  enum Basis {
    /** Cases: a family and a right each. */
    CASES,
    /** Families, each by the farthest of its cases. */
    FAMILIES
  }

  static TakeUpStatus of(LocalDate asOf, Basis basis, int takenUp, int inProcess, int none) {
    int[] tenths = Shares.inTenths(takenUp, inProcess, none);
    return new TakeUpStatus(
        asOf,
        basis,
        takenUp + inProcess + none,
        takenUp,
        inProcess,
        none,
        BigDecimal.valueOf(tenths[0], 1),
        BigDecimal.valueOf(tenths[1], 1),
        BigDecimal.valueOf(tenths[2], 1));
  }
}
