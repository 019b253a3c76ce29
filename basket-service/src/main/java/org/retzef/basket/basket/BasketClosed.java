package org.retzef.basket.basket;

import org.retzef.platform.problem.Refusal;

/** The basket is closed: its enrolment has ended. */
final class BasketClosed extends Refusal {

  BasketClosed() {
    super(Kind.CONFLICT, "basket-closed");
  }
}
