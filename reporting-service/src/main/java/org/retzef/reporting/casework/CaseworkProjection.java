package org.retzef.reporting.casework;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.fold.Change;
import org.retzef.reporting.fold.Fact;
import org.retzef.reporting.fold.Projection;
import org.retzef.reporting.fold.Reading;
import org.retzef.reporting.fold.Reading.Told;
import org.springframework.stereotype.Component;

/** A contact that was corrected counts no more; the one in its place does. */
@Component
class CaseworkProjection implements Projection {

  /**
   * @param mode null where the event is older than what it says of emergencies
   */
  record Logged(
      UUID contactId,
      String unit,
      String kind,
      String direction,
      LocalDate happenedOn,
      @Nullable String mode) {}

  record Corrected(UUID contactId) {}

  record Sent(UUID referralId, String unit, String reason) {}

  record Answered(UUID referralId, String unit, String status, @Nullable String declineReason) {}

  record Approved(UUID planId, int planVersion, UUID familyId, String unit) {}

  @Override
  public void read(Reading reading) {
    reading
        .on("contact.logged", Logged.class, told -> logged(told.data()))
        .on("contact.corrected", Corrected.class, told -> corrected(told.data()))
        .on("referral.sent", Sent.class, CaseworkProjection::sent)
        .on("referral.answered", Answered.class, CaseworkProjection::answered)
        .on("plan.approved", Approved.class, CaseworkProjection::approved);
  }

  private static List<Change> logged(Logged data) {
    return List.of(
        Change.begin(
            Fact.of("contacts_logged", data.contactId(), data.unit())
                .with("kind", data.kind())
                .with("direction", data.direction())
                .with("mode", data.mode()),
            data.happenedOn()));
  }

  private static List<Change> corrected(Corrected data) {
    return List.of(new Change.Remove("contacts_logged", data.contactId().toString()));
  }

  private static List<Change> sent(Told<Sent> told) {
    return List.of(
        Change.begin(
            Fact.of("referrals_sent", told.data().referralId(), told.data().unit())
                .with("reason", told.data().reason()),
            told.day()));
  }

  private static List<Change> answered(Told<Answered> told) {
    Answered data = told.data();
    return List.of(
        Change.begin(
            Fact.of("referrals_answered", data.referralId() + " " + data.status(), data.unit())
                .with("status", data.status())
                .with("reason", data.declineReason()),
            told.day()));
  }

  private static List<Change> approved(Told<Approved> told) {
    Approved data = told.data();
    return List.of(
        Change.begin(
            Fact.of("families_with_plan", data.planId() + " " + data.planVersion(), data.unit())
                .countingFamily(data.familyId()),
            told.day()));
  }
}
