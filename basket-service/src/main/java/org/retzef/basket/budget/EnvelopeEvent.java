package org.retzef.basket.budget;

import java.util.List;
import org.retzef.basket.ledger.SourceShare;
import org.retzef.basket.money.Money;
import org.retzef.platform.outbox.Event;

/**
 * A year's envelope was loaded and its money set aside.
 *
 * @param sources what each bears of all lines, to the agora
 */
record EnvelopeEvent(int year, Money total, List<Line> lines, List<SourceShare> sources)
    implements Event {

  /**
   * @param line its code
   */
  record Line(String line, Money amount) {}

  static EnvelopeEvent of(Envelope envelope) {
    return new EnvelopeEvent(
        envelope.year(),
        envelope.total(),
        envelope.lines().stream().map(line -> new Line(line.code(), line.amount())).toList(),
        envelope.sources().stream()
            .map(source -> new SourceShare(source.code(), source.posted()))
            .toList());
  }

  @Override
  public String type() {
    return "org.retzef.envelope.loaded.v1";
  }

  @Override
  public String topic() {
    return "retzef.basket.events";
  }

  @Override
  public String aggregateType() {
    return "envelope";
  }

  /** A year has one envelope. */
  @Override
  public String aggregateId() {
    return "envelope-" + year;
  }
}
