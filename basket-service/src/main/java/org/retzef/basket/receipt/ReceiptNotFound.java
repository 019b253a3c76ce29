package org.retzef.basket.receipt;

import org.retzef.platform.problem.Refusal;

/** No receipt has this token, or no message went to this phone. */
final class ReceiptNotFound extends Refusal {

  ReceiptNotFound() {
    super(Kind.NOT_FOUND, "receipt-not-found");
  }
}
