package org.retzef.basket.basket;

import org.retzef.basket.money.Money;
import org.retzef.platform.problem.Refusal;

/** What a payment left over is not there any more, so that it cannot be reserved again. */
final class PaymentRestUsed extends Refusal {

  PaymentRestUsed(Money rest) {
    super(Kind.CONFLICT, "payment-rest-used", rest.toString());
  }
}
