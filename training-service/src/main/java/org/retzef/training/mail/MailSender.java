package org.retzef.training.mail;

import static org.springframework.core.NestedExceptionUtils.getMostSpecificCause;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks for mails that are due, again and again, on threads of its own. */
@Component
@EnableConfigurationProperties(MailSettings.class)
public class MailSender implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(MailSender.class);

  private static final long LAST_BATCH_SECONDS = 10;

  private final List<MailPile<?>> piles;
  private final MailSending sending;
  private final MailSettings settings;
  private @Nullable ScheduledExecutorService threads;

  MailSender(List<MailPile<?>> piles, MailSending sending, MailSettings settings) {
    this.piles = piles;
    this.sending = sending;
    this.settings = settings;
  }

  @Override
  public void start() {
    long pause = settings.pause().toMillis();
    var started =
        Executors.newScheduledThreadPool(
            settings.atOnce(), Thread.ofPlatform().name("mails-", 1).factory());
    threads = started;
    for (int i = 0; i < settings.atOnce(); i++) {
      started.scheduleWithFixedDelay(this::sendWhatIsDue, pause, pause, TimeUnit.MILLISECONDS);
    }
  }

  private void sendWhatIsDue() {
    for (MailPile<?> pile : piles) {
      sendWhatIsDue(pile);
    }
  }

  /** What fails is tried again at its next time. */
  private void sendWhatIsDue(MailPile<?> pile) {
    try {
      boolean more = true;
      while (more && isRunning()) {
        more = sending.sendBatch(pile);
      }
    } catch (RuntimeException failure) {
      log.warn("Mails were not sent this time: {}", getMostSpecificCause(failure).getClass());
    }
  }

  @Override
  public void stop() {
    ScheduledExecutorService ending = threads;
    threads = null;
    if (ending == null) {
      return;
    }
    ending.shutdown();
    try {
      if (!ending.awaitTermination(LAST_BATCH_SECONDS, TimeUnit.SECONDS)) {
        ending.shutdownNow();
      }
    } catch (InterruptedException _) {
      ending.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return threads != null;
  }
}
