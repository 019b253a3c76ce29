package org.retzef.reporting.sharing.suppression;

import java.time.Clock;
import java.time.LocalDate;
import org.retzef.platform.outbox.Commands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Releases a day of each month, the first one unless the last release is too near or the service is
 * down; of several copies of the service one does.
 */
@Component
class MonthlyRelease {

  private static final Logger log = LoggerFactory.getLogger(MonthlyRelease.class);

  private final Releases releases;
  private final Commands commands;
  private final Clock clock;

  MonthlyRelease(Releases releases, Commands commands, Clock clock) {
    this.releases = releases;
    this.commands = commands;
    this.clock = clock;
  }

  @Scheduled(cron = "0 15 3 * * *", zone = "Asia/Jerusalem")
  void release() {
    LocalDate today = LocalDate.now(clock);
    LocalDate last = releases.asOf(today).block();
    if (last != null && !last.isBefore(today.withDayOfMonth(1))) {
      return;
    }
    try {
      commands.run(() -> releases.make(today)).block();
    } catch (ReleaseTooSoon another) {
      log.info("This month's counts are released on a later day, as those before are too near");
    }
  }
}
