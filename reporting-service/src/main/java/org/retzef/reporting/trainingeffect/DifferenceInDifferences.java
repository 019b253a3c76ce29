package org.retzef.reporting.trainingeffect;

import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * By how much more something changed in trained departments than in untrained ones. Each department
 * is one observation: its change from the months before to the months after, so that neither its
 * level nor what changed everywhere counts, and its months need not be independent. The interval is
 * Welch's, which lets the two groups spread differently.
 *
 * @param effect mean change of the trained less that of the untrained
 * @param low where the 95% confidence interval begins
 * @param high where it ends
 */
record DifferenceInDifferences(double effect, double low, double high) {

  /** Of either group: below, a mean is the story of single departments. */
  static final int FEWEST_DEPARTMENTS = 5;

  static final double CONFIDENCE = 0.95;

  /** Null if no department differs from another: there is nothing to judge a difference by. */
  static @Nullable DifferenceInDifferences of(double[] trained, double[] untrained) {
    double ourError = Variance.of(trained).getAsDouble() / trained.length;
    double otherError = Variance.of(untrained).getAsDouble() / untrained.length;
    double squaredError = ourError + otherError;
    if (squaredError == 0) {
      return null;
    }
    double freedom =
        squaredError
            * squaredError
            / (ourError * ourError / (trained.length - 1)
                + otherError * otherError / (untrained.length - 1));
    double half =
        TDistribution.of(freedom).inverseSurvivalProbability((1 - CONFIDENCE) / 2)
            * Math.sqrt(squaredError);
    double effect = Mean.of(trained).getAsDouble() - Mean.of(untrained).getAsDouble();
    return new DifferenceInDifferences(effect, effect - half, effect + half);
  }
}
