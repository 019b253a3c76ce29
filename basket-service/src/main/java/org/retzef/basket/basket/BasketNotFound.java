package org.retzef.basket.basket;

import org.retzef.platform.problem.Refusal;

/** There is no such basket, or the caller does not see its unit: no difference is shown. */
public final class BasketNotFound extends Refusal {

  public BasketNotFound() {
    super(Kind.NOT_FOUND, "basket-not-found");
  }
}
