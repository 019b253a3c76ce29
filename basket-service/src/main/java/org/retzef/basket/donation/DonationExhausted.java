package org.retzef.basket.donation;

import org.retzef.platform.problem.Refusal;

/** Less is left of the donation than was to be distributed. */
final class DonationExhausted extends Refusal {

  DonationExhausted() {
    super(Kind.CONFLICT, "donation-exhausted");
  }
}
