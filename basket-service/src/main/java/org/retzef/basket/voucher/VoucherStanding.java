package org.retzef.basket.voucher;

import java.time.LocalDate;
import java.util.Optional;
import org.retzef.basket.money.Money;
import org.retzef.basket.request.RequestStatus;

/** What whoever scans a voucher has to know of it. */
enum VoucherStanding {
  /** It may be delivered on. */
  GOOD,
  /** Something was delivered on it, and more may be. */
  GOOD_FOR_THE_REST,
  USED,
  EXPIRED,
  NOT_SIGNED,
  /** It is not what was signed, or its key does not count. */
  NOT_VALID,
  NOT_FOUND;

  static VoucherStanding of(Voucher voucher, Optional<SignatureView.Fault> fault, LocalDate today) {
    if (fault.isPresent()) {
      return NOT_VALID;
    }
    if (voucher.signature() == null && voucher.paperSignedOn() == null) {
      return NOT_SIGNED;
    }
    if (voucher.status() != RequestStatus.ORDERED) {
      return voucher.status() == RequestStatus.EXPIRED ? EXPIRED : USED;
    }
    if (voucher.isOver(today)) {
      return EXPIRED;
    }
    return voucher.totals().delivered().equals(Money.ZERO) ? GOOD : GOOD_FOR_THE_REST;
  }
}
