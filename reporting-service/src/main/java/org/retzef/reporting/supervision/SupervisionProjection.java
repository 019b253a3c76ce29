package org.retzef.reporting.supervision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.fold.Change;
import org.retzef.reporting.fold.Fact;
import org.retzef.reporting.fold.Projection;
import org.retzef.reporting.fold.Reading;
import org.retzef.reporting.fold.Reading.Told;
import org.springframework.stereotype.Component;

/** Each worker's supervision is, on every day, what was said of it last (T16); no one is named. */
@Component
class SupervisionProjection implements Projection {

  record Changed(
      UUID supervisionId,
      String unit,
      String kind,
      String status,
      LocalDate since,
      @Nullable String reason) {}

  @Override
  public void read(Reading reading) {
    reading.on("supervision.changed", Changed.class, SupervisionProjection::changed);
  }

  private static List<Change> changed(Told<Changed> told) {
    Changed data = told.data();
    List<Change> changes = new ArrayList<>();
    changes.add(
        new Change.Since(
            Fact.of("workers_supervision", told.event(), data.unit())
                .counting(data.supervisionId())
                .with("status", data.status())
                .with("kind", data.kind())
                .with("reason", data.reason()),
            data.since()));
    if (data.status().equals("PAUSED")) {
      changes.add(
          Change.begin(
              Fact.of("supervision_pauses", told.event(), data.unit())
                  .with("reason", data.reason()),
              data.since()));
    }
    return changes;
  }
}
