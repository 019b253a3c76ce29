package org.retzef.basket.receipt;

import org.retzef.platform.problem.Refusal;

/** The family may still say itself what came: nobody speaks for it yet. */
final class ReceiptStillOpen extends Refusal {

  ReceiptStillOpen() {
    super(Kind.CONFLICT, "receipt-still-open");
  }
}
