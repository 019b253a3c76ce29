package org.retzef.basket.voucher;

import org.retzef.platform.problem.Refusal;

/** The voucher was paid, with another amount. */
final class AlreadyPaid extends Refusal {

  AlreadyPaid() {
    super(Kind.CONFLICT, "already-paid");
  }
}
