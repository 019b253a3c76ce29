package org.retzef.basket.receipt;

import org.retzef.platform.problem.Refusal;

/** The family said yes, so there is nothing to override. */
final class ReceiptSettled extends Refusal {

  ReceiptSettled() {
    super(Kind.CONFLICT, "receipt-settled");
  }
}
