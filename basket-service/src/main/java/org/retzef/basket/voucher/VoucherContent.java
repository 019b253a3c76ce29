package org.retzef.basket.voucher;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is signed: who is to deliver what, for how much. Nothing in it tells who the family is. All
 * values are texts, so that every reader makes the same bytes of them.
 *
 * @param validUntil left out of vouchers from before there was such a day
 */
record VoucherContent(
    String voucherId,
    String requestId,
    String vendor,
    String issuedOn,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String validUntil,
    String amount,
    List<Item> items) {

  /** Of its own: what is signed must not change its form with a setting of the web server. */
  private static final JsonMapper JSON = new JsonMapper();

  record Item(String category, String description, String amount) {}

  static VoucherContent of(
      UUID voucherId,
      UUID requestId,
      String vendorCode,
      LocalDate issuedOn,
      @Nullable LocalDate validUntil,
      Money amount,
      List<Voucher.Item> items) {
    return new VoucherContent(
        voucherId.toString(),
        requestId.toString(),
        vendorCode,
        issuedOn.toString(),
        validUntil == null ? null : validUntil.toString(),
        amount.toString(),
        items.stream()
            .map(item -> new Item(item.category(), item.description(), item.amount().toString()))
            .toList());
  }

  /** The one text of this content (RFC 8785). */
  String canonical() {
    try {
      return new JsonCanonicalizer(JSON.writeValueAsString(this)).getEncodedString();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
