package org.retzef.basket.receipt;

import java.time.Clock;
import java.time.Duration;
import org.retzef.platform.outbox.Commands;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reminds families that have not answered, once, and later calls their silence so. */
@Component
class ReceiptReminders {

  private final Receipts receipts;
  private final Commands commands;
  private final Clock clock;
  private final Duration remindAfter;
  private final Duration silentAfter;

  ReceiptReminders(
      Receipts receipts,
      Commands commands,
      Clock clock,
      @Value("${retzef.receipt-reminder-days}") int reminderDays,
      @Value("${retzef.receipt-silence-days}") int silenceDays) {
    this.receipts = receipts;
    this.commands = commands;
    this.clock = clock;
    this.remindAfter = Duration.ofDays(reminderDays);
    this.silentAfter = Duration.ofDays(silenceDays);
  }

  @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT5M")
  void remindOfWhatIsDue() {
    remind().block();
  }

  /** Silence first: who has been silent for so long is not reminded any more. */
  Mono<Long> remind() {
    return commands
        .run(() -> receipts.callSilent(clock.instant().minus(silentAfter)))
        .then(commands.run(() -> receipts.wantReminders(clock.instant().minus(remindAfter))));
  }
}
