package org.retzef.family.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class EnrolmentEventContractTest {

  private static final UUID FAMILY = UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4d");
  private static final UUID ENROLMENT = UUID.fromString("018f3b5f-0c21-7d4f-8a3c-6a1d2b3c4d5e");
  private static final UnitPath UNIT = new UnitPath("IL.SOUTH.A2630.D1");

  @Test
  void tellsAnEnrolment() {
    var event = enrolled(Enrolment.Status.ACTIVE);
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
    assertThat(EventContract.faultsOf(enrolled(Enrolment.Status.PLANNED))).isEmpty();
  }

  @Test
  void tellsAnEnrolmentOfFormerYears() {
    var event =
        new EnrolmentEvent.Enrolled(
            FAMILY,
            ENROLMENT,
            UNIT,
            "NOSHMIM",
            "NOSHMIM_ROUTINE",
            Enrolment.Status.ACTIVE,
            LocalDate.of(2016, 2, 1),
            LocalDate.of(2018, 1, 31));
    assertThat(EventContract.faultsOf(event)).isEmpty();
  }

  @Test
  void catchesAnEnrolmentThatBeginsAsItEnds() {
    assertThat(EventContract.faultsOf(enrolled(Enrolment.Status.LEFT))).contains("status");
  }

  @Test
  void tellsAnEnd() {
    var event = ended(Enrolment.Reason.GOALS_REACHED);
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }

  @Test
  void tellsThatOneWasCalledOff() {
    var event =
        new EnrolmentEvent.Ended(
            FAMILY,
            ENROLMENT,
            UNIT,
            "NOSHMIM",
            "NOSHMIM_ROUTINE",
            Enrolment.Status.LEFT,
            LocalDate.of(2027, 3, 1),
            LocalDate.of(2026, 11, 29),
            Enrolment.Reason.OTHER);
    assertThat(EventContract.faultsOf(event)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void tellsEveryReason(Enrolment.Reason reason) {
    assertThat(EventContract.faultsOf(ended(reason))).isEmpty();
  }

  private static EnrolmentEvent enrolled(Enrolment.Status status) {
    return new EnrolmentEvent.Enrolled(
        FAMILY,
        ENROLMENT,
        UNIT,
        "NOSHMIM",
        "NOSHMIM_ROUTINE",
        status,
        LocalDate.of(2026, 1, 15),
        null);
  }

  private static EnrolmentEvent ended(Enrolment.Reason reason) {
    return new EnrolmentEvent.Ended(
        FAMILY,
        ENROLMENT,
        UNIT,
        "NOSHMIM",
        "NOSHMIM_ROUTINE",
        Enrolment.Status.GRADUATED,
        LocalDate.of(2026, 1, 15),
        LocalDate.of(2026, 10, 1),
        reason);
  }
}
