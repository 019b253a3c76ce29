package org.retzef.basket.receipt;

import java.time.Duration;
import java.util.Optional;
import org.retzef.basket.receipt.sms.SmsListener;
import org.retzef.basket.voucher.ReceiptAnswer;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.problem.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Hears from the SMS centre what became of messages and what phones have answered. */
@Component
class PhoneListener implements SmsListener {

  private static final Logger log = LoggerFactory.getLogger(PhoneListener.class);
  private static final Duration WITHIN = Duration.ofSeconds(9);

  private final ReceiptAsking asking;
  private final ReceiptAnswering answering;
  private final Commands commands;

  PhoneListener(ReceiptAsking asking, ReceiptAnswering answering, Commands commands) {
    this.asking = asking;
    this.answering = answering;
    this.commands = commands;
  }

  @Override
  public void reported(String messageId, boolean delivered) {
    commands.run(() -> asking.reported(messageId, delivered)).block(WITHIN);
  }

  @Override
  public void received(String phone, String text) {
    Optional<ReceiptAnswer> answer = PlainReply.read(text);
    if (answer.isEmpty()) {
      log.info("A reply was none of 1, 2 and 3");
      return;
    }
    try {
      commands.run(() -> answering.answer(phone, answer.get())).block(WITHIN);
    } catch (Refusal refusal) {
      log.info("A reply was not taken: {}", refusal.code());
    }
  }
}
