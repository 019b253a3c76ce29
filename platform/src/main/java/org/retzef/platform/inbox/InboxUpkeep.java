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

  private static final int PORTION = 5_000;

  private final KeptEvents kept;
  private final AtomicLong dead = new AtomicLong();
  private final AtomicLong overdue = new AtomicLong();

  InboxUpkeep(KeptEvents kept, MeterRegistry meters) {
    this.kept = kept;
    meters.gauge("retzef.inbox.dead", dead);
    meters.gauge("retzef.inbox.overdue", overdue);
  }

  /** A gauge must not ask the database while it is read. */
  @Scheduled(fixedDelayString = "PT10S")
  void count() {
    var figures = Objects.requireNonNull(kept.figures().block());
    dead.set(figures.dead());
    if (overdue.getAndSet(figures.overdue()) < figures.overdue()) {
      log.error("{} events wait for predecessors that do not come", figures.overdue());
    }
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT5M")
  void forgetOldIds() {
    long forgotten;
    do {
      forgotten = Objects.requireNonNull(kept.forgetOldIds(PORTION).block());
    } while (forgotten == PORTION);
  }
}
