package org.retzef.basket.donation;

import org.retzef.platform.problem.Refusal;

/** There is no such donation. */
final class DonationNotFound extends Refusal {

  DonationNotFound() {
    super(Kind.NOT_FOUND, "donation-not-found");
  }
}
