package org.retzef.basket.donation;

import org.retzef.platform.problem.Refusal;

/** A distribution is undone once. */
final class DistributionReversed extends Refusal {

  DistributionReversed() {
    super(Kind.CONFLICT, "distribution-reversed");
  }
}
