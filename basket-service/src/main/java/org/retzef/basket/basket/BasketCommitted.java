package org.retzef.basket.basket;

import org.retzef.platform.problem.Refusal;

/** More than is free was to be taken from the basket; the rest is reserved or spent. */
final class BasketCommitted extends Refusal {

  BasketCommitted() {
    super(Kind.CONFLICT, "basket-committed");
  }
}
