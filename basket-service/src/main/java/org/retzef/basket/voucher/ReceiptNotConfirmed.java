package org.retzef.basket.voucher;

import org.retzef.platform.problem.Refusal;

/** The family has not said that it came. */
final class ReceiptNotConfirmed extends Refusal {

  ReceiptNotConfirmed() {
    super(Kind.CONFLICT, "receipt-not-confirmed");
  }
}
