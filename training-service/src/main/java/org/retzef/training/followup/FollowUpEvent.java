package org.retzef.training.followup;

import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What is told of follow-ups: counts and departments, never a trainee nor an answer. */
public sealed interface FollowUpEvent extends Event {

  UUID sessionId();

  @Override
  default String topic() {
    return "retzef.training.events";
  }

  @Override
  default String aggregateType() {
    return "session";
  }

  @Override
  default String aggregateId() {
    return sessionId().toString();
  }

  /** Mails that were sent now; more of the same follow-up may come, and add to these. */
  record Sent(UUID sessionId, Stage stage, List<Mails> departments) implements FollowUpEvent {

    @Override
    public String type() {
      return "org.retzef.follow-up.sent.v1";
    }
  }

  /** Somebody of this department has answered; who is not known to anybody. */
  record Answered(UUID sessionId, Stage stage, UnitPath unit, int formVersion)
      implements FollowUpEvent {

    @Override
    public String type() {
      return "org.retzef.follow-up.answered.v1";
    }

    @Override
    public boolean anonymous() {
      return true;
    }
  }

  record Mails(UnitPath unit, int mails) {}
}
