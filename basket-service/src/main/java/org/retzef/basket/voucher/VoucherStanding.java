package org.retzef.basket.voucher;

import java.time.LocalDate;
import java.util.Optional;
import org.retzef.basket.money.Money;

/** What whoever scans a voucher has to know of it. */
enum VoucherStanding {
  /** It may be delivered on. */
  GOOD,
  /** Something was delivered on it, and more may be. */
  GOOD_FOR_THE_REST,
  USED,
  /** Two people agreed that nothing of it came. */
  WITHDRAWN,
  EXPIRED,
  NOT_SIGNED,
  /** It is not what was signed, or its key does not count. */
  NOT_VALID,
  NOT_FOUND;

  static VoucherStanding of(Voucher voucher, Optional<SignatureView.Fault> fault, LocalDate today) {
    if (fault.isPresent()) {
      return NOT_VALID;
    }
    return switch (voucher.status()) {
      case ORDERED -> ofOrdered(voucher, today);
      case EXPIRED -> EXPIRED;
      case WITHDRAWN -> WITHDRAWN;
      default -> USED;
    };
  }

  private static VoucherStanding ofOrdered(Voucher voucher, LocalDate today) {
    if (voucher.isOver(today)) {
      return EXPIRED;
    }
    if (voucher.signature() == null && voucher.paperSignedOn() == null) {
      return NOT_SIGNED;
    }
    return voucher.totals().delivered().equals(Money.ZERO) ? GOOD : GOOD_FOR_THE_REST;
  }
}
