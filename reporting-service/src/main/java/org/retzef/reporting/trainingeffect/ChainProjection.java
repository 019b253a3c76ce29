package org.retzef.reporting.trainingeffect;

import java.util.List;
import org.retzef.reporting.fold.Projection;
import org.retzef.reporting.fold.Reading;
import org.springframework.stereotype.Component;

/** Sessions, follow-ups, use of the site and take-up cases: counts that each edition has anew. */
@Component
class ChainProjection implements Projection {

  private final ChainCounts counts;

  ChainProjection(ChainCounts counts) {
    this.counts = counts;
  }

  @Override
  public void read(Reading reading) {
    reading
        .keep("session.held", ChainEvent.Held.class, counts::held)
        .keep("attendance.recorded", ChainEvent.Attendance.class, counts::attended)
        .keep("follow-up.sent", ChainEvent.Sent.class, counts::sent)
        .keep("follow-up.answered", ChainEvent.Answered.class, counts::answered)
        .keep("usage.counted", ChainEvent.Used.class, counts::used)
        .keep("take-up.closed", ChainEvent.Closed.class, counts::closed);
  }

  @Override
  public List<String> tables() {
    return List.of(
        "effect_session",
        "effect_attendance",
        "effect_follow_up",
        "effect_usage",
        "effect_take_up");
  }
}
