package org.retzef.reporting.assessment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.fold.Change;
import org.retzef.reporting.fold.Fact;
import org.retzef.reporting.fold.Projection;
import org.retzef.reporting.fold.Reading;
import org.retzef.reporting.fold.Reading.Told;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Assessments, and out of the raw answers to an emergency's questions: of each family and each
 * member, what was said last until a day (F10). The routine figures come from all assessments
 * alike, whether an emergency is on or not.
 */
@Component
class AssessmentProjection implements Projection {

  private static final String CONTACT = "families_contact_intensity";
  private static final String EMOTIONAL_STATE = "members_emotional_state";
  private static final String WORKED_BEFORE = "members_working_before";
  private static final String WORK_HARM = "members_work_harm";

  /** Whose members answered, so that the answers go with the family; no figure is read of it. */
  private static final String ANSWERED = "family_members_answered";

  record Recorded(
      UUID familyId,
      UUID assessmentId,
      String unit,
      LocalDate assessedOn,
      @Nullable UUID overlayId,
      Map<String, JsonNode> answers) {

    String mode() {
      return overlayId == null ? "ROUTINE" : "EMERGENCY";
    }
  }

  record Transferred(UUID familyId, String unit) {}

  /**
   * @param to null while nobody knows it
   */
  record Overlay(UUID overlayId, String unit, LocalDate from, @Nullable LocalDate to) {}

  @Override
  public void read(Reading reading) {
    reading
        .on("assessment.recorded", Recorded.class, told -> recorded(told.data()))
        .on("family.transferred", Transferred.class, AssessmentProjection::transferred)
        .on("emergency-overlay.changed", Overlay.class, told -> overlay(told.data()));
  }

  private static List<Change> recorded(Recorded data) {
    List<Change> changes = new ArrayList<>();
    changes.add(
        Change.begin(
            Fact.of("assessments_recorded", data.assessmentId(), data.unit())
                .with("mode", data.mode()),
            data.assessedOn()));
    if (data.overlayId() != null) {
      contact(changes, data);
      members(changes, data, "emotionalState", EMOTIONAL_STATE, "state");
      members(changes, data, "workedBefore", WORKED_BEFORE, "worked");
      members(changes, data, "workHarm", WORK_HARM, "harm");
    }
    return changes;
  }

  private static void contact(List<Change> changes, Recorded data) {
    JsonNode answer = data.answers().get("contactIntensity");
    if (answer != null) {
      changes.add(
          new Change.Since(
              Fact.of(CONTACT, data.assessmentId(), data.unit())
                  .countingFamily(data.familyId())
                  .with("intensity", answer.asString()),
              data.assessedOn()));
    }
  }

  private static void members(
      List<Change> changes, Recorded data, String field, String measure, String dimension) {
    JsonNode answers = data.answers().get(field);
    if (answers == null || !answers.isObject()) {
      return;
    }
    answers.forEachEntry(
        (member, answer) -> {
          Fact fact = Fact.of(measure, data.assessmentId() + " " + member, data.unit());
          changes.add(
              new Change.Since(
                  fact.counting(member).with(dimension, answer.asString()), data.assessedOn()));
          changes.add(
              Change.begin(
                  Fact.of(ANSWERED, fact.source(), data.unit()).countingFamily(data.familyId()),
                  data.assessedOn()));
        });
  }

  private static List<Change> transferred(Told<Transferred> told) {
    Transferred data = told.data();
    return List.of(
        new Change.Move(CONTACT, data.familyId(), data.unit(), told.day()),
        new Change.Move(
            ANSWERED,
            List.of(EMOTIONAL_STATE, WORKED_BEFORE, WORK_HARM),
            data.familyId(),
            data.unit(),
            told.day()));
  }

  private static List<Change> overlay(Overlay data) {
    return List.of(
        new Change.Put(
            Fact.of("emergencies", data.overlayId(), data.unit()), data.from(), data.to()));
  }
}
