package org.retzef.basket.voucher;

import org.retzef.platform.problem.Refusal;

/** There is no payment to undo: none was made, or it was undone. */
final class NotPaid extends Refusal {

  NotPaid() {
    super(Kind.CONFLICT, "not-paid");
  }
}
