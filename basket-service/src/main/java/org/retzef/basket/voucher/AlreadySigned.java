package org.retzef.basket.voucher;

import org.retzef.platform.problem.Refusal;

/** A signature stays. */
final class AlreadySigned extends Refusal {

  AlreadySigned() {
    super(Kind.CONFLICT, "already-signed");
  }
}
