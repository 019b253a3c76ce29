package org.retzef.reporting.receipt;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.reporting.fold.Change;
import org.retzef.reporting.fold.Fact;
import org.retzef.reporting.fold.Projection;
import org.retzef.reporting.fold.Reading;
import org.springframework.stereotype.Component;

/** A message counts when it is sent, an answer when it comes; what two people said beside it. */
@Component
class ReceiptProjection implements Projection {

  record Asked(UUID receiptId, String unit, LocalDate askedOn) {}

  record Answered(UUID receiptId, String unit, String answer, LocalDate answeredOn, String by) {}

  record Overridden(
      UUID receiptId, String unit, String outcome, String reasonCode, LocalDate overriddenOn) {}

  @Override
  public void read(Reading reading) {
    reading
        .on("receipt.asked", Asked.class, told -> asked(told.data()))
        .on("receipt.answered", Answered.class, told -> answered(told.data()))
        .on("receipt.overridden", Overridden.class, told -> overridden(told.data()));
  }

  private static List<Change> asked(Asked data) {
    return List.of(
        Change.begin(Fact.of("receipt_sms_sent", data.receiptId(), data.unit()), data.askedOn()));
  }

  private static List<Change> answered(Answered data) {
    return List.of(
        Change.begin(
            Fact.of("receipts_answered", data.receiptId(), data.unit())
                .with("answer", data.answer())
                .with("channel", data.by()),
            data.answeredOn()));
  }

  private static List<Change> overridden(Overridden data) {
    return List.of(
        Change.begin(
            Fact.of("receipts_overridden", data.receiptId(), data.unit())
                .with("outcome", data.outcome())
                .with("reason", data.reasonCode()),
            data.overriddenOn()));
  }
}
