package org.retzef.basket.receipt;

import org.retzef.platform.problem.Refusal;

/** The family was silent until the link's last day. */
final class ReceiptExpired extends Refusal {

  ReceiptExpired() {
    super(Kind.CONFLICT, "receipt-expired");
  }
}
