package org.retzef.basket.voucher;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.basket.request.RequestStatus;
import org.retzef.platform.caller.UnitPath;

/** Reads what a statement says of a voucher, column by column. */
final class VoucherRow {

  private VoucherRow() {}

  static Voucher read(Readable row) {
    return new Voucher(
        row.get("id", UUID.class),
        row.get("request_id", UUID.class),
        row.get("basket_id", UUID.class),
        row.get("family_id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("track", String.class),
        row.get("vendor_id", UUID.class),
        row.get("vendor_code", String.class),
        row.get("vendor_name", String.class),
        RequestStatus.valueOf(row.get("status", String.class)),
        new Money(row.get("amount", Long.class)),
        readTotals(row),
        readItems(row),
        row.get("content", String.class),
        row.get("issued_on", LocalDate.class),
        row.get("valid_until", LocalDate.class),
        readSignature(row),
        row.get("paper_signed_on", LocalDate.class),
        row.get("delivered_on", LocalDate.class),
        readPayment(row),
        row.get("version", Long.class));
  }

  private static Voucher.Totals readTotals(Readable row) {
    return new Voucher.Totals(
        new Money(row.get("delivered", Long.class)),
        new Money(row.get("confirmed", Long.class)),
        new Money(row.get("invoiced", Long.class)),
        new Money(row.get("paid_so_far", Long.class)));
  }

  /** Of a voucher, or of the request that one is to be issued on. */
  static List<Voucher.Item> readItems(Readable row) {
    String[] categories = row.get("categories", String[].class);
    String[] descriptions = row.get("descriptions", String[].class);
    Long[] amounts = row.get("amounts", Long[].class);
    return IntStream.range(0, categories.length)
        .mapToObj(i -> new Voucher.Item(categories[i], descriptions[i], new Money(amounts[i])))
        .toList();
  }

  private static Voucher.@Nullable Signature readSignature(Readable row) {
    String value = row.get("signature", String.class);
    return value == null
        ? null
        : new Voucher.Signature(
            value,
            row.get("content_hash", String.class),
            row.get("key_id", String.class),
            row.get("signed_at", Instant.class));
  }

  private static Voucher.@Nullable Payment readPayment(Readable row) {
    UUID id = row.get("payment_id", UUID.class);
    return id == null
        ? null
        : new Voucher.Payment(
            id,
            new Money(row.get("paid", Long.class)),
            row.get("paid_on", LocalDate.class),
            row.get("paid_by", String.class));
  }
}
