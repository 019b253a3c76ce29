package org.retzef.basket.voucher;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.basket.ledger.SourceShare;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What happens to vouchers: told in the order of the request that they were issued on. */
sealed interface VoucherEvent extends Event {

  UUID requestId();

  @Override
  default String topic() {
    return "retzef.basket.events";
  }

  @Override
  default String aggregateType() {
    return "request";
  }

  @Override
  default String aggregateId() {
    return requestId().toString();
  }

  record Issued(
      UUID voucherId,
      UUID requestId,
      UUID basketId,
      UUID familyId,
      UnitPath unit,
      UUID vendorId,
      List<String> categories,
      Money amount,
      LocalDate issuedOn)
      implements VoucherEvent {

    @Override
    public String type() {
      return "org.retzef.voucher.issued.v1";
    }
  }

  /**
   * @param contentHash SHA-256 of what was signed, in hexadecimal
   */
  record Signed(
      UUID voucherId,
      UUID requestId,
      UUID basketId,
      UUID familyId,
      UnitPath unit,
      String keyId,
      String contentHash,
      Instant signedAt)
      implements VoucherEvent {

    static Signed of(Voucher voucher, Voucher.Signature signature) {
      return new Signed(
          voucher.id(),
          voucher.requestId(),
          voucher.basketId(),
          voucher.familyId(),
          voucher.unit(),
          signature.keyId(),
          signature.contentHash(),
          signature.signedAt());
    }

    @Override
    public String type() {
      return "org.retzef.voucher.signed.v1";
    }
  }

  record Delivered(
      UUID voucherId,
      UUID requestId,
      UUID basketId,
      UUID familyId,
      UnitPath unit,
      List<String> categories,
      LocalDate deliveredOn)
      implements VoucherEvent {

    static Delivered of(Voucher voucher, LocalDate deliveredOn) {
      return new Delivered(
          voucher.id(),
          voucher.requestId(),
          voucher.basketId(),
          voucher.familyId(),
          voucher.unit(),
          voucher.categories(),
          deliveredOn);
    }

    @Override
    public String type() {
      return "org.retzef.delivery.confirmed.v1";
    }
  }

  /** Nothing was delivered until its last day; its money is left in the basket again. */
  record Expired(
      UUID voucherId,
      UUID requestId,
      UUID basketId,
      UUID familyId,
      UnitPath unit,
      Money amount,
      LocalDate expiredOn)
      implements VoucherEvent {

    static Expired of(Voucher voucher, LocalDate expiredOn) {
      return new Expired(
          voucher.id(),
          voucher.requestId(),
          voucher.basketId(),
          voucher.familyId(),
          voucher.unit(),
          voucher.amount(),
          expiredOn);
    }

    @Override
    public String type() {
      return "org.retzef.voucher.expired.v1";
    }
  }

  /**
   * @param amount what was paid; the rest of what was reserved is left in the basket again
   * @param sources what each bears of it
   */
  record Paid(
      UUID paymentId,
      UUID voucherId,
      UUID requestId,
      UUID basketId,
      UUID familyId,
      UnitPath unit,
      String track,
      List<String> categories,
      Money amount,
      List<SourceShare> sources,
      LocalDate paidOn)
      implements VoucherEvent {

    static Paid of(Voucher voucher, Voucher.Payment payment, List<SourceShare> sources) {
      return new Paid(
          payment.id(),
          voucher.id(),
          voucher.requestId(),
          voucher.basketId(),
          voucher.familyId(),
          voucher.unit(),
          voucher.track(),
          voucher.categories(),
          payment.amount(),
          sources,
          payment.paidOn());
    }

    @Override
    public String type() {
      return "org.retzef.payment.recorded.v1";
    }
  }

  /**
   * A payment was wrong and is undone; all of the voucher's amount is reserved again.
   *
   * @param amount that was paid
   * @param sources what each has back of it
   */
  record PaymentReversed(
      UUID paymentId,
      UUID voucherId,
      UUID requestId,
      UUID basketId,
      UUID familyId,
      UnitPath unit,
      String track,
      List<String> categories,
      Money amount,
      List<SourceShare> sources,
      ReversedPayment.Reason reasonCode,
      LocalDate reversedOn)
      implements VoucherEvent {

    static PaymentReversed of(
        Voucher voucher, ReversedPayment reversed, List<SourceShare> sources) {
      return new PaymentReversed(
          reversed.paymentId(),
          voucher.id(),
          voucher.requestId(),
          voucher.basketId(),
          voucher.familyId(),
          voucher.unit(),
          voucher.track(),
          voucher.categories(),
          reversed.amount(),
          sources,
          reversed.reasonCode(),
          reversed.reversedOn());
    }

    @Override
    public String type() {
      return "org.retzef.payment.reversed.v1";
    }
  }
}
