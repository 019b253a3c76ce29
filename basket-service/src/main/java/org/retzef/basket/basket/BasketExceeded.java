package org.retzef.basket.basket;

import org.retzef.platform.problem.Refusal;

/** The basket has less left than was asked for. */
final class BasketExceeded extends Refusal {

  BasketExceeded() {
    super(Kind.CONFLICT, "basket-exceeded");
  }
}
