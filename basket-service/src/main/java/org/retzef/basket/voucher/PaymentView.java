package org.retzef.basket.voucher;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.basket.request.RequestStatus;

/**
 * Where a voucher's payment stands.
 *
 * @param amount what was paid; before that what may be, or the voucher's while it is held
 * @param version the voucher's
 */
record PaymentView(
    UUID voucherId,
    Status status,
    Money amount,
    @Nullable UUID paymentId,
    @Nullable LocalDate paidOn,
    long version) {

  enum Status {
    /** The family has not said yes. */
    HELD,
    /** It may be paid. */
    RELEASED,
    PAID
  }

  static PaymentView of(Voucher voucher) {
    Voucher.Payment payment = voucher.payment();
    if (payment != null) {
      return paid(voucher, payment, voucher.version());
    }
    Status status = voucher.status() == RequestStatus.RECEIVED ? Status.RELEASED : Status.HELD;
    Money amount = status == Status.RELEASED ? voucher.payable() : voucher.amount();
    return new PaymentView(voucher.id(), status, amount, null, null, voucher.version());
  }

  static PaymentView paid(Voucher voucher, Voucher.Payment payment, long version) {
    return new PaymentView(
        voucher.id(), Status.PAID, payment.amount(), payment.id(), payment.paidOn(), version);
  }
}
