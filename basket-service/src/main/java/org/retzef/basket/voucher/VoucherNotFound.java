package org.retzef.basket.voucher;

import org.retzef.platform.problem.Refusal;

/** There is no such voucher, or the caller does not see it: no difference is shown. */
final class VoucherNotFound extends Refusal {

  VoucherNotFound() {
    super(Kind.NOT_FOUND, "voucher-not-found");
  }
}
