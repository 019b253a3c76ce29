package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.basket.ledger.SourceShare;
import org.retzef.basket.money.Money;
import org.retzef.basket.request.RequestStatus;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class VoucherEventContractTest {

  private static final Money AMOUNT = new Money(190000);

  private final Voucher voucher =
      new Voucher(
          UUID.fromString("018f3b62-3f54-7072-9d6f-9d405e6f7081"),
          UUID.fromString("018f3b63-4065-7183-8e70-ae516f708192"),
          UUID.fromString("018f3b64-5176-7294-9f81-bf62708192a3"),
          UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4d"),
          new UnitPath("IL.SOUTH.A2630.D1"),
          "NOSHMIM_ROUTINE",
          UUID.fromString("018f3b66-7398-74b6-b1a3-d18492a30415"),
          "VENDOR-DEMO",
          "Demo vendor",
          RequestStatus.ORDERED,
          AMOUNT,
          Voucher.Totals.NONE,
          List.of(new Voucher.Item("HOUSEHOLD_EQUIPMENT", "מקרר", AMOUNT)),
          "{}",
          LocalDate.of(2026, 2, 1),
          LocalDate.of(2026, 5, 2),
          null,
          null,
          null,
          null,
          1);

  @Test
  void tellsTheWholeLifeOfAVoucher() {
    check(
        new VoucherEvent.Issued(
            voucher.id(),
            voucher.requestId(),
            voucher.basketId(),
            voucher.familyId(),
            voucher.unit(),
            voucher.vendorId(),
            voucher.categories(),
            AMOUNT,
            voucher.issuedOn()));
    check(
        VoucherEvent.Signed.of(
            voucher,
            new Voucher.Signature(
                "the signature itself is read at its address",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "0f1e2d3c4b5a6978",
                Instant.parse("2026-02-01T09:30:00Z"))));
    check(VoucherEvent.Expired.of(voucher, LocalDate.of(2026, 5, 3)));
    check(VoucherEvent.Delivered.of(voucher, LocalDate.of(2026, 2, 3)));
    List<SourceShare> sources =
        List.of(
            new SourceShare("MINISTRY", new Money(142500)),
            new SourceShare("JDC_ISRAEL", new Money(47500)));
    check(
        VoucherEvent.Paid.of(
            voucher,
            new Voucher.Payment(
                UUID.fromString("018f3b67-84a9-75c7-82b4-e295a3b40526"),
                AMOUNT,
                LocalDate.of(2026, 2, 10),
                "head-1"),
            sources));
    check(
        VoucherEvent.PaymentReversed.of(
            voucher,
            new ReversedPayment(
                UUID.fromString("018f3b67-95ba-76d8-93c5-f3a6b4c51637"),
                voucher.id(),
                AMOUNT,
                ReversedPayment.Reason.WRONG_AMOUNT,
                LocalDate.of(2026, 3, 1),
                9),
            sources));
  }

  private static void check(VoucherEvent event) {
    assertThat(EventContract.faultsOf(event)).as(event.type()).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
    assertThat(EventContract.told(event).toString()).doesNotContain("מקרר", "Demo");
  }
}
