package org.retzef.basket.basket;

import org.retzef.platform.problem.Refusal;

/** The basket waits for its track's budget to grow. */
final class BasketNotOpen extends Refusal {

  BasketNotOpen() {
    super(Kind.CONFLICT, "basket-not-open");
  }
}
