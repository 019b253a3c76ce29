package org.retzef.basket.receipt;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.basket.voucher.ReceiptAnswer;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What happens to receipts: events of the request, in the order of all its others. */
sealed interface ReceiptEvent extends Event {

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

  /** The SMS centre has taken the message. */
  record Asked(
      UUID receiptId,
      UUID voucherId,
      UUID requestId,
      UUID basketId,
      UUID familyId,
      UnitPath unit,
      LocalDate askedOn)
      implements ReceiptEvent {

    static Asked of(Receipt receipt, LocalDate day) {
      return new Asked(
          receipt.id(),
          receipt.voucherId(),
          receipt.requestId(),
          receipt.basketId(),
          receipt.familyId(),
          receipt.unit(),
          day);
    }

    @Override
    public String type() {
      return "org.retzef.receipt.asked.v1";
    }
  }

  record Answered(
      UUID receiptId,
      UUID voucherId,
      UUID requestId,
      UUID basketId,
      UUID familyId,
      UnitPath unit,
      ReceiptAnswer answer,
      LocalDate answeredOn,
      Receipt.Channel by)
      implements ReceiptEvent {

    static Answered of(
        Receipt receipt, ReceiptAnswer answer, LocalDate day, Receipt.Channel channel) {
      return new Answered(
          receipt.id(),
          receipt.voucherId(),
          receipt.requestId(),
          receipt.basketId(),
          receipt.familyId(),
          receipt.unit(),
          answer,
          day,
          channel);
    }

    @Override
    public String type() {
      return "org.retzef.receipt.answered.v1";
    }
  }

  /**
   * Two people said what came, where the family did not say yes.
   *
   * @param amount what came, of {@code CAME_IN_PART}
   */
  record Overridden(
      UUID receiptId,
      UUID voucherId,
      UUID requestId,
      UUID basketId,
      UUID familyId,
      UnitPath unit,
      ReceiptOverride.Outcome outcome,
      @Nullable Money amount,
      ReceiptOverride.Reason reasonCode,
      LocalDate overriddenOn)
      implements ReceiptEvent {

    static Overridden of(Receipt receipt, ReceiptOverride override, LocalDate day) {
      return new Overridden(
          receipt.id(),
          receipt.voucherId(),
          receipt.requestId(),
          receipt.basketId(),
          receipt.familyId(),
          receipt.unit(),
          override.outcome(),
          override.amount(),
          override.reasonCode(),
          day);
    }

    @Override
    public String type() {
      return "org.retzef.receipt.overridden.v1";
    }
  }
}
