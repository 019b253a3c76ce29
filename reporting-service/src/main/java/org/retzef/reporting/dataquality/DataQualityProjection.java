package org.retzef.reporting.dataquality;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.reporting.fold.Change;
import org.retzef.reporting.fold.Fact;
import org.retzef.reporting.fold.Projection;
import org.retzef.reporting.fold.Reading;
import org.retzef.reporting.fold.Reading.Told;
import org.springframework.stereotype.Component;

/** Out of what is entered anyway (P8): no form asks for it. */
@Component
class DataQualityProjection implements Projection {

  /** Later than this a contact is written down from memory. */
  private static final int PROMPT_DAYS = 7;

  record Corrected(UUID contactId, String unit, String reason) {}

  record Logged(UUID contactId, String unit, LocalDate happenedOn) {}

  record Merged(UUID mergeId, String unit, boolean undone) {}

  @Override
  public void read(Reading reading) {
    reading
        .on("contact.corrected", Corrected.class, DataQualityProjection::corrected)
        .on("contact.logged", Logged.class, DataQualityProjection::logged)
        .on("family.merged", Merged.class, DataQualityProjection::merged);
  }

  private static List<Change> corrected(Told<Corrected> told) {
    Corrected data = told.data();
    return List.of(
        Change.begin(
            Fact.of("contacts_corrected", data.contactId(), data.unit())
                .with("reason", data.reason()),
            told.day()));
  }

  private static List<Change> logged(Told<Logged> told) {
    Logged data = told.data();
    return told.day().isAfter(data.happenedOn().plusDays(PROMPT_DAYS))
        ? List.of(
            Change.begin(
                Fact.of("contacts_entered_late", data.contactId(), data.unit()), told.day()))
        : List.of();
  }

  private static List<Change> merged(Told<Merged> told) {
    Merged data = told.data();
    return data.undone()
        ? List.of(new Change.Remove("families_found_twice", data.mergeId().toString()))
        : List.of(
            Change.begin(Fact.of("families_found_twice", data.mergeId(), data.unit()), told.day()));
  }
}
