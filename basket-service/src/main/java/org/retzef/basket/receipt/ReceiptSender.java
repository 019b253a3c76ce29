package org.retzef.basket.receipt;

import static org.springframework.core.NestedExceptionUtils.getMostSpecificCause;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.receipt.Receipts.Due;
import org.retzef.basket.receipt.sms.SmsClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps the connection to the SMS centre and sends what is due, on a thread of its own: a centre or
 * a family service that is slow holds up nobody else.
 */
@Component
class ReceiptSender implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ReceiptSender.class);

  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration TIDY_EVERY = Duration.ofMinutes(10);
  private static final Duration LAST_MESSAGES = Duration.ofSeconds(10);

  /** So many messages are on their way at once. */
  private static final int WINDOW = 16;

  private final MessageSending sending;
  private final SmsClient sms;
  private @Nullable ScheduledExecutorService thread;

  ReceiptSender(MessageSending sending, SmsClient sms) {
    this.sending = sending;
    this.sms = sms;
  }

  @Override
  public void start() {
    thread =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("receipts").factory());
    every(thread, PAUSE, this::sendWhatIsDue);
    every(thread, TIDY_EVERY, sending::tidy);
  }

  /** A task that fails is tried again at its next time. */
  private static void every(ScheduledExecutorService thread, Duration pause, Runnable task) {
    thread.scheduleWithFixedDelay(
        () -> {
          try {
            task.run();
          } catch (RuntimeException failure) {
            log.warn(
                "Receipts were not sent this time: {}", getMostSpecificCause(failure).getClass());
          }
        },
        0,
        pause.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private void sendWhatIsDue() {
    List<Due> due;
    do {
      if (!sms.isReady()) {
        return;
      }
      due = sending.takeOn(WINDOW);
      sendTogether(due);
    } while (due.size() == WINDOW && isRunning());
  }

  private void sendTogether(List<Due> due) {
    try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
      due.forEach(one -> together.execute(() -> sending.send(one)));
    }
  }

  @Override
  public void stop() {
    ScheduledExecutorService ending = thread;
    thread = null;
    if (ending != null) {
      end(ending);
    }
    sms.close();
  }

  private static void end(ScheduledExecutorService thread) {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LAST_MESSAGES.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException _) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
