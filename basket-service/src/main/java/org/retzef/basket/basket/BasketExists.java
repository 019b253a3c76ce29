package org.retzef.basket.basket;

import org.retzef.platform.problem.Refusal;

/** The family has an open basket of this line. */
final class BasketExists extends Refusal {

  BasketExists() {
    super(Kind.CONFLICT, "basket-exists");
  }
}
