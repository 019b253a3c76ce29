package org.retzef.reporting.sharing.suppression;

import java.time.Clock;
import java.time.LocalDate;
import org.retzef.platform.outbox.Commands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Releases the first day of each month; of several copies of the service one does. */
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

  @Scheduled(cron = "0 15 3 1 * *", zone = "Asia/Jerusalem")
  void release() {
    try {
      commands.run(() -> releases.make(LocalDate.now(clock))).block();
    } catch (ReleaseTooSoon releasedAlready) {
      log.info("This month's counts were released already");
    }
  }
}
