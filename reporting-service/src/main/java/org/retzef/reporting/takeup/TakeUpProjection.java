package org.retzef.reporting.takeup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.fold.Change;
import org.retzef.reporting.fold.Fact;
import org.retzef.reporting.fold.Projection;
import org.retzef.reporting.fold.Reading;
import org.springframework.stereotype.Component;

/**
 * A family stands where its farthest case stands, as rights-service has it: taken up where any case
 * is taken up, in full or in part; in process where any is in progress or stuck; else none (R3).
 * The three measures of families hold each other: taken up within "begun", begun within "any case".
 */
@Component
class TakeUpProjection implements Projection {

  private static final ZoneId JERUSALEM = ZoneId.of("Asia/Jerusalem");

  private static final String CASES = "take_up_cases";
  private static final String BEGUN = "families_take_up_begun";

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

  record Screened(UUID screeningId, UUID familyId, String unit, LocalDate asOf) {}

  record Enquired(UUID enquiryId, String unit, String line, String topic, Instant askedAt) {}

  @Override
  public void read(Reading reading) {
    reading
        .on("take-up.opened", Opened.class, told -> opened(told.data()))
        .on("take-up.moved", Moved.class, told -> moved(told.data()))
        .on("take-up.closed", Closed.class, told -> closed(told.data()))
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
            Fact.of("families_take_up", data.caseId(), data.unit()).countingFamily(data.familyId()),
            data.openedOn()));
  }

  private static List<Change> moved(Moved data) {
    return List.of(
        stands(data.caseId(), data.unit(), data.to(), data.movedOn()),
        Change.begin(
            Fact.of(BEGUN, data.caseId(), data.unit()).countingFamily(data.familyId()),
            data.movedOn()));
  }

  private static List<Change> closed(Closed data) {
    Change stands = stands(data.caseId(), data.unit(), data.result(), data.closedOn());
    Fact begun = Fact.of(BEGUN, data.caseId(), data.unit()).countingFamily(data.familyId());
    if (data.isTakenUp()) {
      return List.of(
          stands,
          Change.begin(begun, data.closedOn()),
          Change.begin(
              Fact.of("families_rights_taken_up", data.caseId(), data.unit())
                  .countingFamily(data.familyId())
                  .with("category", data.category()),
              data.closedOn()));
    }
    return List.of(
        stands,
        Change.begin(begun, data.closedOn()),
        new Change.End(BEGUN, data.caseId().toString(), data.closedOn().minusDays(1)));
  }

  /** Where a case stands, until it stands elsewhere. */
  private static Change stands(UUID caseId, String unit, String state, LocalDate day) {
    return new Change.Since(
        Fact.of(CASES, caseId + " " + state + " " + day, unit)
            .counting(caseId)
            .with("state", state),
        day);
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
