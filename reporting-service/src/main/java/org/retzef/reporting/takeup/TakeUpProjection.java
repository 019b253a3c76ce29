package org.retzef.reporting.takeup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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
 * A family stands where its farthest case stands, as rights-service has it: taken up where any case
 * is taken up, in full or in part; in process where any is in progress or stuck; else none (R3).
 * The three measures of families hold each other: taken up within "begun", begun within "any case".
 * They and the cases go with a family that moves, whichever is heard of first: families and their
 * cases are told of by two services.
 */
@Component
class TakeUpProjection implements Projection {

  private static final ZoneId JERUSALEM = ZoneId.of("Asia/Jerusalem");

  private static final String CASES = "take_up_cases";
  private static final String FAMILIES = "families_take_up";
  private static final String BEGUN = "families_take_up_begun";
  private static final String TAKEN_UP = "families_rights_taken_up";

  /** Where a family with a case, or one to come, has moved; no figure is read of it. */
  private static final String MOVES = "family_moves";

  record Opened(
      UUID caseId, UUID familyId, String unit, @Nullable String category, LocalDate openedOn) {}

  record Moved(
      UUID caseId,
      UUID familyId,
      String unit,
      String to,
      @Nullable String reason,
      LocalDate movedOn) {}

  record Closed(
      UUID caseId,
      UUID familyId,
      String unit,
      String result,
      @Nullable String reason,
      @Nullable String category,
      LocalDate closedOn) {

    boolean isTakenUp() {
      return !result.equals("FAILED");
    }
  }

  record Transferred(UUID familyId, String unit) {}

  record Screened(UUID screeningId, UUID familyId, String unit, LocalDate asOf) {}

  record Enquired(UUID enquiryId, String unit, String line, String topic, Instant askedAt) {}

  @Override
  public void read(Reading reading) {
    reading
        .on("take-up.opened", Opened.class, told -> opened(told.data()))
        .on("take-up.moved", Moved.class, told -> moved(told.data()))
        .on("take-up.closed", Closed.class, told -> closed(told.data()))
        .on("family.transferred", Transferred.class, TakeUpProjection::transferred)
        .on("screening.completed", Screened.class, told -> screened(told.data()))
        .on("enquiry.logged", Enquired.class, told -> enquired(told.data()));
  }

  private static List<Change> opened(Opened data) {
    return List.of(
        Change.begin(
            Fact.of("take_up_opened", data.caseId(), data.unit()).with("category", data.category()),
            data.openedOn()),
        stands(data.caseId(), data.unit(), "OPEN", data.openedOn()),
        Change.begin(
            Fact.of(FAMILIES, data.caseId(), data.unit()).countingFamily(data.familyId()),
            data.openedOn()),
        where(data.familyId()));
  }

  private static List<Change> moved(Moved data) {
    return List.of(
        stands(data.caseId(), data.unit(), data.to(), data.movedOn()),
        Change.begin(
            Fact.of(BEGUN, data.caseId(), data.unit()).countingFamily(data.familyId()),
            data.movedOn()),
        besideTheCase(CASES, state(data.caseId(), data.to(), data.movedOn()), data.caseId()),
        besideTheCase(BEGUN, data.caseId().toString(), data.caseId()));
  }

  private static List<Change> closed(Closed data) {
    String source = data.caseId().toString();
    List<Change> changes = new ArrayList<>();
    changes.add(stands(data.caseId(), data.unit(), data.result(), data.closedOn()));
    changes.add(
        Change.begin(
            Fact.of(BEGUN, source, data.unit()).countingFamily(data.familyId()), data.closedOn()));
    if (data.isTakenUp()) {
      changes.add(
          Change.begin(
              Fact.of(TAKEN_UP, source, data.unit())
                  .countingFamily(data.familyId())
                  .with("category", data.category()),
              data.closedOn()));
      changes.add(besideTheCase(TAKEN_UP, source, data.caseId()));
    } else {
      changes.add(new Change.End(BEGUN, source, data.closedOn().minusDays(1)));
    }
    changes.add(
        besideTheCase(CASES, state(data.caseId(), data.result(), data.closedOn()), data.caseId()));
    changes.add(besideTheCase(BEGUN, source, data.caseId()));
    return changes;
  }

  /** The day is that of the event, as for all that goes with a family. */
  private static List<Change> transferred(Told<Transferred> told) {
    Transferred data = told.data();
    return List.of(
        Change.begin(
            Fact.of(MOVES, told.event(), data.unit()).countingFamily(data.familyId()), told.day()),
        new Change.Move(FAMILIES, List.of(CASES), data.familyId(), data.unit(), told.day()),
        new Change.Move(TAKEN_UP, data.familyId(), data.unit(), told.day()));
  }

  private static Change where(UUID family) {
    return new Change.Follow(MOVES, FAMILIES, List.of(CASES), family);
  }

  /** The event names the unit of its time, and may be about a day before the family moved. */
  private static Change besideTheCase(String measure, String source, UUID caseId) {
    return new Change.Beside(measure, source, FAMILIES, caseId.toString());
  }

  /** Where a case stands, until it stands elsewhere. */
  private static Change stands(UUID caseId, String unit, String state, LocalDate day) {
    return new Change.Since(
        Fact.of(CASES, state(caseId, state, day), unit).counting(caseId).with("state", state), day);
  }

  private static String state(UUID caseId, String state, LocalDate day) {
    return caseId + " " + state + " " + day;
  }

  private static List<Change> screened(Screened data) {
    return List.of(
        Change.begin(Fact.of("screenings_completed", data.screeningId(), data.unit()), data.asOf()),
        Change.begin(
            Fact.of("families_screened", data.screeningId(), data.unit())
                .countingFamily(data.familyId()),
            data.asOf()));
  }

  private static List<Change> enquired(Enquired data) {
    return List.of(
        Change.begin(
            Fact.of("enquiries", data.enquiryId(), data.unit())
                .with("line", data.line())
                .with("topic", data.topic()),
            LocalDate.ofInstant(data.askedAt(), JERUSALEM)));
  }
}
