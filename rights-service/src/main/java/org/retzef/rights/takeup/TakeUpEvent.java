package org.retzef.rights.takeup;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;
import org.retzef.rights.money.Money;

/** What happens to a case. A right that asks what is not spoken of is not named: it is null. */
sealed interface TakeUpEvent extends Event {

  UUID caseId();

  @Override
  default String topic() {
    return "retzef.rights.events";
  }

  @Override
  default String aggregateType() {
    return "take-up";
  }

  @Override
  default String aggregateId() {
    return caseId().toString();
  }

  record Opened(
      UUID caseId,
      UUID familyId,
      UnitPath unit,
      @Nullable String right,
      @Nullable String category,
      boolean byScreening,
      LocalDate openedOn)
      implements TakeUpEvent {

    @Override
    public String type() {
      return "org.retzef.take-up.opened.v1";
    }
  }

  record Moved(
      UUID caseId,
      UUID familyId,
      UnitPath unit,
      @Nullable String right,
      @Nullable String category,
      TakeUpCase.State from,
      TakeUpCase.State to,
      TakeUpCase.@Nullable Reason reason,
      LocalDate movedOn)
      implements TakeUpEvent {

    @Override
    public String type() {
      return "org.retzef.take-up.moved.v1";
    }
  }

  record Closed(
      UUID caseId,
      UUID familyId,
      UnitPath unit,
      @Nullable String right,
      @Nullable String category,
      TakeUpCase.State from,
      TakeUpCase.State result,
      TakeUpCase.@Nullable Reason reason,
      @Nullable Money worth,
      TakeUpCase.@Nullable WorthPeriod worthPeriod,
      LocalDate closedOn)
      implements TakeUpEvent {

    @Override
    public String type() {
      return "org.retzef.take-up.closed.v1";
    }
  }
}
