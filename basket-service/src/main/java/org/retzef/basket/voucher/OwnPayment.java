package org.retzef.basket.voucher;

import org.retzef.platform.problem.Refusal;

/** Nobody undoes a payment that they made. */
final class OwnPayment extends Refusal {

  OwnPayment() {
    super(Kind.CONFLICT, "own-payment");
  }
}
