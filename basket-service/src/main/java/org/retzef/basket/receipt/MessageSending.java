package org.retzef.basket.receipt;

import static org.springframework.core.NestedExceptionUtils.getMostSpecificCause;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.retzef.basket.receipt.Receipts.Due;
import org.retzef.basket.receipt.sms.SmsClient;
import org.retzef.basket.receipt.sms.SmsNotSent;
import org.retzef.basket.receipt.sms.SmsRefused;
import org.retzef.platform.outbox.Commands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Sends one message; blocks. No transaction is open while the family service or the SMS centre is
 * asked.
 *
 * <p>Who dies between the centre's answer and the note of it leaves a message that is sent again
 * after two minutes: at least once, with the same reference, by which a centre that looks for
 * repetitions drops it.
 */
@Component
class MessageSending {

  private static final Logger log = LoggerFactory.getLogger(MessageSending.class);

  private final ReceiptAsking asking;
  private final FamilyContacts contacts;
  private final MessageWriting writing;
  private final SmsClient sms;
  private final Commands commands;

  MessageSending(
      ReceiptAsking asking,
      FamilyContacts contacts,
      MessageWriting writing,
      SmsClient sms,
      Commands commands) {
    this.asking = asking;
    this.contacts = contacts;
    this.writing = writing;
    this.sms = sms;
    this.commands = commands;
  }

  List<Due> takeOn(int atMost) {
    return Objects.requireNonNull(commands.run(() -> asking.takeOn(atMost).collectList()).block());
  }

  void send(Due due) {
    try {
      Contact contact = contacts.of(due.familyId());
      List<String> ids = sms.send(Objects.requireNonNull(writing.write(due, contact).block()));
      note(() -> asking.sent(due, contact, ids));
    } catch (FamilyUnknown unknown) {
      giveUp(due, "family-unknown");
    } catch (KeyChanged changed) {
      giveUp(due, "key-changed");
    } catch (SmsRefused refused) {
      giveUp(due, "number-refused");
    } catch (ContactUnavailable unavailable) {
      tryAgain(due, "contact-unavailable", unavailable);
    } catch (SmsNotSent notSent) {
      tryAgain(due, "centre-unavailable", notSent);
    } catch (RuntimeException failure) {
      log.error(
          "Receipt {} waits to be taken on again: {}",
          due.id(),
          getMostSpecificCause(failure).getClass());
    }
  }

  private void giveUp(Due due, String failure) {
    note(() -> asking.giveUp(due, failure));
    log.warn("Receipt {} cannot be asked for: {}", due.id(), failure);
  }

  private void tryAgain(Due due, String failure, RuntimeException cause) {
    note(() -> asking.tryAgainLater(due, failure));
    log.warn("Receipt {} will be asked for later: {} ({})", due.id(), failure, cause.toString());
  }

  /** What the centre has said must not be lost over a database that is away for a moment. */
  private void note(Supplier<Mono<Void>> step) {
    Mono.defer(() -> commands.run(step))
        .retryWhen(Retry.backoff(6, Duration.ofMillis(250)))
        .block();
  }

  void tidy() {
    commands.run(asking::tidy).block();
  }
}
