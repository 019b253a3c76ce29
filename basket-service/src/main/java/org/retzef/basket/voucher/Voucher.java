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
 * @param content as it stands in the database, signed or not
 */
record Voucher(
    UUID id,
    UUID requestId,
    UUID basketId,
    UUID familyId,
    UnitPath unit,
    UUID vendorId,
    String vendorCode,
    String vendorName,
    RequestStatus status,
    Money amount,
    List<Item> items,
    String content,
    LocalDate issuedOn,
    @Nullable Signature signature,
    @Nullable LocalDate deliveredOn,
    @Nullable Payment payment,
    long version) {

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

  record Payment(UUID id, Money amount, LocalDate paidOn) {}

  List<String> categories() {
    return items.stream().map(Item::category).distinct().sorted().toList();
  }

  /** What the database says now; what was signed must be the same. */
  String expectedContent() {
    return VoucherContent.of(id, requestId, vendorCode, issuedOn, amount, items).canonical();
  }

  @Override
  public String toString() {
    return "Voucher " + id;
  }
}
