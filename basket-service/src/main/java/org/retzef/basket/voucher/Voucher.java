package org.retzef.basket.voucher;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.basket.request.RequestStatus;
import org.retzef.platform.caller.UnitPath;

/**
 * A voucher with what it hangs on. It has no status of its own: its request's is its.
 *
 * @param track that the family's basket is paid out of
 * @param totals what of it was delivered, confirmed, invoiced and paid so far
 * @param content as it stands in the database, signed or not; empty once its family is erased
 * @param validUntil after this day nothing is delivered on it; null of old vouchers
 * @param paperSignedOn where the authority signs on paper
 * @param deliveredOn the day of the last part; null before it
 */
record Voucher(
    UUID id,
    UUID requestId,
    UUID basketId,
    UUID familyId,
    UnitPath unit,
    String track,
    UUID vendorId,
    String vendorCode,
    String vendorName,
    RequestStatus status,
    Money amount,
    Totals totals,
    List<Item> items,
    String content,
    LocalDate issuedOn,
    @Nullable LocalDate validUntil,
    @Nullable Signature signature,
    @Nullable LocalDate paperSignedOn,
    @Nullable LocalDate deliveredOn,
    @Nullable Payment payment,
    long version) {

  /** Running totals: paid ≤ confirmed ≤ delivered ≤ ordered ≤ approved, as the database has it. */
  record Totals(Money delivered, Money confirmed, Money invoiced, Money paid) {

    static final Totals NONE = new Totals(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);
  }

  /** What is still to be delivered. */
  Money toDeliver() {
    return amount.minus(totals.delivered());
  }

  /** What may be paid at most: what the family confirmed, and where it was invoiced, no more. */
  Money payable() {
    boolean byInvoice =
        totals.invoiced().agorot() > 0 && totals.invoiced().compareTo(totals.confirmed()) < 0;
    return byInvoice ? totals.invoiced() : totals.confirmed();
  }

  boolean isOver(LocalDate today) {
    return validUntil != null && today.isAfter(validUntil);
  }

  /** Rightly so where its words told of a family that is erased, and nowhere else. */
  boolean isContentMissing() {
    return content.isEmpty();
  }

  record Item(String category, String description, Money amount) {

    /** Not the description: it is free text. */
    @Override
    public String toString() {
      return "Item " + category;
    }
  }

  /**
   * @param value in Base64
   * @param contentHash SHA-256 in hexadecimal
   */
  record Signature(String value, String contentHash, String keyId, Instant signedAt) {}

  /** That was not undone. */
  record Payment(UUID id, Money amount, LocalDate paidOn, String paidBy) {}

  List<String> categories() {
    return items.stream().map(Item::category).distinct().sorted().toList();
  }

  /** What the database says now; what was signed must be the same. */
  String expectedContent() {
    return VoucherContent.of(id, requestId, vendorCode, issuedOn, validUntil, amount, items)
        .canonical();
  }

  @Override
  public String toString() {
    return "Voucher " + id;
  }
}
