package org.retzef.basket.donation;

import org.retzef.platform.problem.Refusal;

/** There is no such distribution of the donation. */
final class DistributionNotFound extends Refusal {

  DistributionNotFound() {
    super(Kind.NOT_FOUND, "distribution-not-found");
  }
}
