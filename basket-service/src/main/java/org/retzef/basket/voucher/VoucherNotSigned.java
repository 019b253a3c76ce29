package org.retzef.basket.voucher;

import org.retzef.platform.problem.Refusal;

/** Nothing is delivered on a voucher that nobody signed. */
final class VoucherNotSigned extends Refusal {

  VoucherNotSigned() {
    super(Kind.CONFLICT, "voucher-not-signed");
  }
}
