package org.retzef.rights.screening;

import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What happens to screenings: told by counts, never by a fact or a right. */
sealed interface ScreeningEvent extends Event {

  UUID screeningId();

  @Override
  default String topic() {
    return "retzef.rights.events";
  }

  @Override
  default String aggregateType() {
    return "screening";
  }

  @Override
  default String aggregateId() {
    return screeningId().toString();
  }

  /**
   * @param asOf the day whose rules were applied
   * @param casesOpened how many take-up cases it opened at once
   */
  record Completed(
      UUID screeningId,
      UUID familyId,
      UnitPath unit,
      LocalDate asOf,
      int eligible,
      int notEligible,
      int toBeChecked,
      int casesOpened)
      implements ScreeningEvent {

    @Override
    public String type() {
      return "org.retzef.screening.completed.v1";
    }
  }
}
