package org.retzef.basket.donation;

import org.retzef.platform.problem.Refusal;

/** Nobody undoes a distribution that they recorded. */
final class OwnDistribution extends Refusal {

  OwnDistribution() {
    super(Kind.CONFLICT, "own-distribution");
  }
}
