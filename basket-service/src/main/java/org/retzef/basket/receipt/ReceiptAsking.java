package org.retzef.basket.receipt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks a family whether a delivery came. Each step runs inside the caller's command. */
@Service
class ReceiptAsking {

  /** So long a link may be answered. */
  static final Duration LINK_LIVES = Duration.ofDays(30);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private final Receipts receipts;
  private final Messages messages;
  private final Secrets secrets;
  private final Outbox outbox;
  private final Clock clock;

  ReceiptAsking(Receipts receipts, Messages messages, Secrets secrets, Outbox outbox, Clock clock) {
    this.receipts = receipts;
    this.messages = messages;
    this.secrets = secrets;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** What is told of a delivery, as far as it is needed to ask the family. */
  record DeliveryConfirmed(
      UUID voucherId,
      UUID requestId,
      UUID basketId,
      UUID familyId,
      UnitPath unit,
      List<String> categories) {}

  Mono<Void> prepare(DeliveryConfirmed delivery) {
    Instant now = clock.instant();
    var receipt =
        new Receipt(
            Ids.next(),
            delivery.voucherId(),
            delivery.requestId(),
            delivery.basketId(),
            delivery.familyId(),
            delivery.unit(),
            delivery.categories(),
            ReceiptStatus.TO_SEND,
            null,
            null,
            null,
            null,
            now.plus(LINK_LIVES),
            1);
    return receipts.insert(receipt, secrets.tokenOf(receipt.id()), now);
  }

  Flux<Receipts.Due> takeOn(int atMost) {
    return receipts.takeOn(atMost);
  }

  /** The SMS centre has taken the message, in parts of these names. */
  Mono<Void> sent(Receipts.Due due, Contact contact, List<String> messageIds) {
    return receipts
        .lock(due.id())
        .flatMap(
            receipt ->
                messages
                    .insert(due.id(), due.message(), messageIds)
                    .delayUntil(
                        _ ->
                            due.message() == 0
                                ? saveFirst(receipt, contact)
                                : remind(due, contact)))
        .flatMap(told -> told ? settle(due.id()) : Mono.empty());
  }

  private Mono<Void> saveFirst(Receipt receipt, Contact contact) {
    return saveSent(receipt, contact).then(tellIfFirst(receipt));
  }

  private Mono<Void> remind(Receipts.Due due, Contact contact) {
    return receipts.saveReminded(due.id(), secrets.markOf(contact.phone()), clock.instant());
  }

  private Mono<Void> saveSent(Receipt receipt, Contact contact) {
    ReceiptStatus status =
        receipt.status().mayBecome(ReceiptStatus.SENT) ? ReceiptStatus.SENT : receipt.status();
    String mark = secrets.markOf(contact.phone());
    return receipts.saveSent(
        receipt.id(), status, contact.preferredLanguage(), mark, clock.instant());
  }

  /** A family that was faster than this note was told of by its answer. */
  private Mono<Void> tellIfFirst(Receipt receipt) {
    return receipt.sentAt() == null
        ? outbox.append(ReceiptEvent.Asked.of(receipt, LocalDate.now(clock)))
        : Mono.empty();
  }

  /** Twice the pause of the last time, beginning with a second. */
  Mono<Void> tryAgainLater(Receipts.Due due, String failure) {
    Duration pause = Duration.ofSeconds(1L << Math.min(due.attempts() - 1, 20));
    Instant time = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    return receipts.tryAgainAt(due.id(), time, failure);
  }

  /** It will never be sent. */
  Mono<Void> giveUp(Receipts.Due due, String failure) {
    return due.message() > 0
        ? receipts.dropReminder(due.id())
        : receipts
            .lock(due.id())
            .filter(receipt -> receipt.status().mayBecome(ReceiptStatus.FAILED))
            .flatMap(receipt -> receipts.saveFailed(due.id(), failure));
  }

  /** The centre tells what became of a part of a message. */
  Mono<Void> reported(String messageId, boolean delivered) {
    return messages.keepOutcome(messageId, delivered).flatMap(this::settle);
  }

  /** Two parts may be reported at the same time: who comes second sees both. */
  private Mono<Void> settle(UUID id) {
    return receipts
        .lock(id)
        .flatMap(receipt -> messages.outcomeOf(id).flatMap(outcome -> settle(receipt, outcome)));
  }

  private Mono<Void> settle(Receipt receipt, Messages.Outcome outcome) {
    if (!receipt.status().mayBecome(ReceiptStatus.DELIVERED)) {
      return Mono.empty();
    }
    return switch (outcome) {
      case DELIVERED -> receipts.saveDelivered(receipt.id(), clock.instant());
      case FAILED -> receipts.saveFailed(receipt.id(), "not-delivered");
      case ON_ITS_WAY -> Mono.empty();
    };
  }

  /** Closes what was silent until its last day, and forgets what is of no more use. */
  Mono<Long> tidy() {
    return receipts.closeSilent().then(receipts.forgetPhones()).then(messages.forgetStrange());
  }
}
