package org.retzef.basket.request;

import org.retzef.platform.problem.Refusal;

/** The amount is for a higher tier to decide on. */
final class TierTooLow extends Refusal {

  TierTooLow() {
    super(Kind.CONFLICT, "tier-too-low");
  }
}
