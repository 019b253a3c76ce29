package org.retzef.basket.voucher;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.basket.request.RequestStatus;

/**
 * A voucher as its department and its vendor see it; it does not tell the vendor who the family is.
 *
 * @param status of the request that it was issued on
 * @param delivered so far
 * @param confirmed what of it came, by the family or by two people after a dispute
 * @param invoiced so far
 * @param paid so far
 * @param validUntil after this day nothing is delivered on it
 * @param signedAt null before the signature
 * @param deliveredOn the day of the last part; null before it
 */
record VoucherView(
    UUID id,
    UUID requestId,
    UUID vendorId,
    String vendorName,
    RequestStatus status,
    Money amount,
    Money delivered,
    Money confirmed,
    Money invoiced,
    Money paid,
    List<Voucher.Item> items,
    LocalDate issuedOn,
    @Nullable LocalDate validUntil,
    @Nullable Instant signedAt,
    @Nullable LocalDate deliveredOn,
    long version) {

  static VoucherView of(Voucher voucher) {
    Voucher.Signature signature = voucher.signature();
    return new VoucherView(
        voucher.id(),
        voucher.requestId(),
        voucher.vendorId(),
        voucher.vendorName(),
        voucher.status(),
        voucher.amount(),
        voucher.totals().delivered(),
        voucher.totals().confirmed(),
        voucher.totals().invoiced(),
        voucher.totals().paid(),
        voucher.items(),
        voucher.issuedOn(),
        voucher.validUntil(),
        signature == null ? null : signature.signedAt(),
        voucher.deliveredOn(),
        voucher.version());
  }

  @Override
  public String toString() {
    return "VoucherView " + id;
  }
}
