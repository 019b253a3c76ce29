package org.retzef.basket.voucher;

import org.retzef.platform.problem.Refusal;

/** The voucher's last day is over, and it buys nothing. */
final class VoucherExpired extends Refusal {

  VoucherExpired(Voucher voucher) {
    super(Kind.CONFLICT, "voucher-expired", String.valueOf(voucher.validUntil()));
  }
}
