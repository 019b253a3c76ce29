package org.retzef.platform.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Rings the bell for what is stuck, and clears what need not be remembered. */
final class InboxUpkeep {

  private static final Logger log = LoggerFactory.getLogger(InboxUpkeep.class);

  private final InboxTable table;
  private final AtomicLong dead = new AtomicLong();
  private final AtomicLong overdue = new AtomicLong();

  InboxUpkeep(InboxTable table, MeterRegistry meters) {
    this.table = table;
    meters.gauge("retzef.inbox.dead", dead);
    meters.gauge("retzef.inbox.overdue", overdue);
  }

  /** A gauge must not ask the database while it is read. */
  @Scheduled(fixedDelayString = "PT10S")
  void count() {
    var figures = Objects.requireNonNull(table.figures().block());
    dead.set(figures.dead());
    if (overdue.getAndSet(figures.overdue()) < figures.overdue()) {
      log.error("{} events wait for predecessors that do not come", figures.overdue());
    }
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
  void clear() {
    table.clear().block();
  }
}
