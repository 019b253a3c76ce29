package org.retzef.reporting.activity;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.retzef.reporting.fold.Change;
import org.retzef.reporting.fold.Fact;
import org.retzef.reporting.fold.Projection;
import org.retzef.reporting.fold.Reading;
import org.springframework.stereotype.Component;

/**
 * An individual response is one person's and counts apart, so that no number of activities is one
 * of people (decision 0057).
 */
@Component
class ActivityProjection implements Projection {

  record Recorded(
      UUID activityId,
      String unit,
      String kind,
      String domain,
      LocalDate heldOn,
      long serviceUsers,
      long otherParticipants,
      long departmentWorkers) {

    boolean isForOne() {
      return kind.equals("INDIVIDUAL");
    }

    Fact counted(String measure) {
      return Fact.of(measure, activityId, unit).with("domain", domain);
    }
  }

  @Override
  public void read(Reading reading) {
    reading.on("activity.recorded", Recorded.class, told -> recorded(told.data()));
  }

  private static List<Change> recorded(Recorded data) {
    Stream<Fact> facts =
        data.isForOne()
            ? Stream.of(data.counted("otzma_individual_responses"))
            : Stream.of(data.counted("otzma_activities"), participants(data))
                .map(fact -> fact.with("kind", data.kind()));
    return facts.map(fact -> Change.begin(fact, data.heldOn())).toList();
  }

  private static Fact participants(Recorded data) {
    return data.counted("otzma_participants")
        .weighing(data.serviceUsers() + data.otherParticipants() + data.departmentWorkers());
  }
}
