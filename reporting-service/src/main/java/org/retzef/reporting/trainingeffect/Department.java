package org.retzef.reporting.trainingeffect;

import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * A department's counts, before and after the months of training.
 *
 * @param group whether it is compared, and with whom
 * @param attended how many came to its sessions in the months of training
 */
record Department(UnitPath unit, Group group, long attended, Sum before, Sum after) {

  /** With fewer cases on either side, a share says more of single families than of a department. */
  static final int FEWEST_CASES = 10;

  enum Group {
    /** First trained in the months of training. */
    TRAINED,
    /** Not trained by the end of what is compared. */
    UNTRAINED,
    /** Trained earlier, or only in the months after: neither the one nor the other. */
    LEFT_OUT
  }

  /**
   * @param closed take-up cases with a result
   * @param takenUp of them, with a right taken up in full or in part
   * @param entries to the rights site
   */
  record Sum(long closed, long takenUp, long entries) {

    double share() {
      return (double) takenUp / closed;
    }
  }

  boolean hasEnoughCases() {
    return before.closed() >= FEWEST_CASES && after.closed() >= FEWEST_CASES;
  }

  /** In percentage points; null where there are too few cases. */
  @Nullable Double takeUpChange() {
    return hasEnoughCases() ? 100 * (after.share() - before.share()) : null;
  }

  /** In entries a month. */
  double entriesChange(int months) {
    return (double) (after.entries() - before.entries()) / months;
  }
}
