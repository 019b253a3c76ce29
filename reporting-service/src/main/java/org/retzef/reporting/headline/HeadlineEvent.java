package org.retzef.reporting.headline;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The other services' events, as far as the headline reads them. */
sealed interface HeadlineEvent {

  record Enrolled(UUID familyId, UUID enrolmentId, String programme, LocalDate startDate)
      implements HeadlineEvent {

    Fact active() {
      return Fact.ofFamily(HeadlineEvent.active(programme), familyId, enrolmentId);
    }
  }

  record Ended(UUID familyId, UUID enrolmentId, String programme, String status, LocalDate endDate)
      implements HeadlineEvent {

    Fact active() {
      return Fact.ofFamily(HeadlineEvent.active(programme), familyId, enrolmentId);
    }

    Fact graduated() {
      return Fact.ofFamily(HeadlineEvent.graduated(programme), familyId, enrolmentId);
    }

    boolean isGraduation() {
      return status.equals("GRADUATED");
    }
  }

  /**
   * @param familyId the survivor
   * @param undone whether it was taken back
   */
  record Merged(UUID familyId, UUID mergedFamilyId, UUID mergeId, boolean undone)
      implements HeadlineEvent {}

  record Unit(String unit, String kind) implements HeadlineEvent {

    boolean isCentre() {
      return kind.equals("OTZMA_CENTRE");
    }

    /** Country, district and authority: {@code IL.SOUTH.A2630}. */
    String authority() {
      return String.join(".", List.of(unit.split("\\.")).subList(0, 3));
    }
  }

  record TrackPlan(
      UUID planId,
      String programme,
      String track,
      String unit,
      LocalDate from,
      LocalDate until,
      int seats,
      int version,
      LocalDate publishedOn)
      implements HeadlineEvent {

    Plans.Plan plan() {
      return new Plans.Plan(
          planId,
          HeadlineEvent.active(programme),
          track,
          unit,
          from,
          until,
          seats,
          version,
          publishedOn);
    }
  }

  record Asked(UUID receiptId, LocalDate askedOn) implements HeadlineEvent {}

  record Answered(UUID receiptId, String answer, LocalDate answeredOn) implements HeadlineEvent {

    boolean isYes() {
      return answer.equals("YES");
    }
  }

  /** Every programme has its indicators, whether the headline shows them or not. */
  private static String active(String programme) {
    return "active_families_" + programme.toLowerCase(Locale.ROOT);
  }

  private static String graduated(String programme) {
    return "graduated_families_" + programme.toLowerCase(Locale.ROOT);
  }
}
