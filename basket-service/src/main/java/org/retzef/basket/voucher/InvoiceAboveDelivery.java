package org.retzef.basket.voucher;

import org.retzef.basket.money.Money;
import org.retzef.platform.problem.Refusal;

/** Less was delivered than would be invoiced with this; says what may be. */
final class InvoiceAboveDelivery extends Refusal {

  InvoiceAboveDelivery(Money left) {
    super(Kind.CONFLICT, "invoice-above-delivery", left.toString());
  }
}
