package org.retzef.basket.receipt;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.retzef.basket.voucher.Deliveries;
import org.retzef.basket.voucher.ReceiptAnswer;
import org.retzef.platform.outbox.Outbox;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Takes the family's answer, once: the same again changes nothing, another one is refused. Where
 * two people have said already what came it is kept as the family's word and moves no money. Runs
 * inside the caller's command.
 */
@Service
class ReceiptAnswering {

  private final Receipts receipts;
  private final Overrides overrides;
  private final Deliveries deliveries;
  private final Secrets secrets;
  private final Outbox outbox;
  private final Clock clock;

  ReceiptAnswering(
      Receipts receipts,
      Overrides overrides,
      Deliveries deliveries,
      Secrets secrets,
      Outbox outbox,
      Clock clock) {
    this.receipts = receipts;
    this.overrides = overrides;
    this.deliveries = deliveries;
    this.secrets = secrets;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** The answer on the page behind the link. */
  Mono<Void> answer(ReceiptToken token, ReceiptAnswer answer) {
    return receipts.lock(token).flatMap(receipt -> take(receipt, answer, Receipt.Channel.PAGE));
  }

  /**
   * The answer by a plain reply. It speaks of the last message that the phone got and of no other,
   * so that a reply that the network delivers twice answers nothing else.
   */
  Mono<Void> answer(String phone, ReceiptAnswer answer) {
    return receipts
        .lockLastOf(secrets.markOf(phone))
        .flatMap(receipt -> take(receipt, answer, Receipt.Channel.SMS));
  }

  private Mono<Void> take(Receipt receipt, ReceiptAnswer answer, Receipt.Channel channel) {
    ReceiptStatus wanted = ReceiptStatus.of(answer);
    if (receipt.status() == wanted) {
      return Mono.empty();
    }
    if (receipt.status().isAnswer()) {
      return Mono.error(new AnsweredOtherwise());
    }
    if (receipt.isOver(clock.instant()) || !receipt.status().mayBecome(wanted)) {
      return Mono.error(new ReceiptExpired());
    }
    return settle(receipt, answer)
        .then(receipts.saveAnswer(receipt.id(), wanted, channel, clock.instant()))
        .then(outbox.append(news(receipt, answer, channel)));
  }

  private Mono<Void> settle(Receipt receipt, ReceiptAnswer answer) {
    return overrides
        .isConfirmed(receipt.id())
        .flatMap(
            settled -> settled ? Mono.empty() : deliveries.answered(receipt.voucherId(), answer));
  }

  /** A family that answers has been asked, even if the sender has not come to note it. */
  private List<ReceiptEvent> news(Receipt receipt, ReceiptAnswer answer, Receipt.Channel channel) {
    LocalDate today = LocalDate.now(clock);
    List<ReceiptEvent> news = new ArrayList<>();
    if (receipt.sentAt() == null) {
      news.add(ReceiptEvent.Asked.of(receipt, today));
    }
    news.add(ReceiptEvent.Answered.of(receipt, answer, today, channel));
    return news;
  }
}
