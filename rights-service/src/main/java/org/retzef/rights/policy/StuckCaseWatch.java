package org.retzef.rights.policy;

import java.time.Clock;
import java.time.LocalDate;
import org.retzef.platform.outbox.Commands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks now and then whether many families are stuck in the same place. */
@Component
@EnableConfigurationProperties(PolicySettings.class)
class StuckCaseWatch {

  private static final Logger LOG = LoggerFactory.getLogger(StuckCaseWatch.class);

  private final PolicyItems items;
  private final Commands commands;
  private final Clock clock;

  StuckCaseWatch(PolicyItems items, Commands commands, Clock clock) {
    this.items = items;
    this.commands = commands;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${retzef.policy.look-every}")
  void look() {
    Long opened = commands.run(() -> items.openForStuckCases(LocalDate.now(clock))).block();
    if (opened != null && opened > 0) {
      LOG.info("{} policy items were opened by stuck cases", opened);
    }
  }
}
