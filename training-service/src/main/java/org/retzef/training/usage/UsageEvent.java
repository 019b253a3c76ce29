package org.retzef.training.usage;

import java.time.LocalDate;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What is told of the use of the site: counts, never whose. */
sealed interface UsageEvent extends Event {

  @Override
  default String topic() {
    return "retzef.training.events";
  }

  @Override
  default String aggregateType() {
    return "usage";
  }

  /**
   * Entries that were taken in now; more of the same day may come, and add to these.
   *
   * @param visitors how many people's they are
   */
  record Counted(UnitPath unit, String role, LocalDate day, int entries, int visitors)
      implements UsageEvent {

    @Override
    public String type() {
      return "org.retzef.usage.counted.v1";
    }

    @Override
    public String aggregateId() {
      return unit.path();
    }
  }
}
