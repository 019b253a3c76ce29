package org.retzef.reporting.dataquality;

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

/**
 * Out of what is entered anyway (P8): no form asks for it. A family's file is where the family is.
 */
@Component
class DataQualityProjection implements Projection {

  /** Later than this a contact is written down from memory. */
  private static final int PROMPT_DAYS = 7;

  private static final String WITH_CONTACT = "files_with_contact";
  private static final String LATE = "contacts_entered_late";

  record Corrected(UUID contactId, String unit, String reason, @Nullable UUID replacedBy) {}

  /**
   * @param corrects the contact in whose place this one stands
   */
  record Logged(
      UUID familyId, UUID contactId, String unit, LocalDate happenedOn, @Nullable UUID corrects) {

    boolean isLate(LocalDate told) {
      return corrects == null && told.isAfter(happenedOn.plusDays(PROMPT_DAYS));
    }
  }

  record OfFamily(UUID familyId, String unit) {}

  record Assessed(UUID familyId, UUID assessmentId, String unit, LocalDate assessedOn) {}

  record Merged(UUID mergeId, String unit, boolean undone) {}

  @Override
  public void read(Reading reading) {
    reading
        .on("contact.corrected", Corrected.class, DataQualityProjection::corrected)
        .on("contact.logged", Logged.class, DataQualityProjection::logged)
        .on("family.merged", Merged.class, DataQualityProjection::merged)
        .on("family.registered", OfFamily.class, told -> file("files_registered", told))
        .on("plan.approved", OfFamily.class, told -> file("files_with_plan", told))
        .on("assessment.recorded", Assessed.class, told -> assessed(told.data()))
        .on("family.transferred", OfFamily.class, DataQualityProjection::transferred);
  }

  private static List<Change> file(String measure, Told<OfFamily> told) {
    OfFamily data = told.data();
    return List.of(file(measure, data.familyId(), data.familyId(), data.unit(), told.day()));
  }

  /** A file holds it from the first day of which anything tells it. */
  private static Change file(String measure, UUID source, UUID family, String unit, LocalDate day) {
    return Change.begin(Fact.of(measure, source, unit).countingFamily(family), day);
  }

  private static List<Change> assessed(Assessed data) {
    return List.of(
        file(
            "files_with_assessment",
            data.assessmentId(),
            data.familyId(),
            data.unit(),
            data.assessedOn()));
  }

  private static List<Change> transferred(Told<OfFamily> told) {
    return List.of(
        new Change.Move("files_", told.data().familyId(), told.data().unit(), told.day()));
  }

  /** One in another's place was entered when that one was, late or not. */
  private static List<Change> corrected(Told<Corrected> told) {
    Corrected data = told.data();
    String contact = data.contactId().toString();
    UUID replacedBy = data.replacedBy();
    return List.of(
        new Change.Remove(WITH_CONTACT, contact),
        replacedBy == null
            ? new Change.Remove(LATE, contact)
            : new Change.Replace(LATE, contact, replacedBy.toString()),
        Change.begin(
            Fact.of("contacts_corrected", data.contactId(), data.unit())
                .with("reason", data.reason()),
            told.day()));
  }

  private static List<Change> logged(Told<Logged> told) {
    Logged data = told.data();
    List<Change> changes = new ArrayList<>();
    changes.add(
        file(WITH_CONTACT, data.contactId(), data.familyId(), data.unit(), data.happenedOn()));
    if (data.isLate(told.day())) {
      changes.add(Change.begin(Fact.of(LATE, data.contactId(), data.unit()), told.day()));
    }
    return changes;
  }

  private static List<Change> merged(Told<Merged> told) {
    Merged data = told.data();
    return data.undone()
        ? List.of(new Change.Remove("families_found_twice", data.mergeId().toString()))
        : List.of(
            Change.begin(Fact.of("families_found_twice", data.mergeId(), data.unit()), told.day()));
  }
}
