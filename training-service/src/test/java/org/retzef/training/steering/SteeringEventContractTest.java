package org.retzef.training.steering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class SteeringEventContractTest {

  private static final UUID MEETING = UUID.fromString("018f3b6b-1d32-7e5a-9b4d-7b2e3c4d5e72");
  private static final UUID TASK = UUID.fromString("018f3b6c-1d32-7e5a-9b4d-7b2e3c4d5e73");
  private static final UnitPath COUNTRY = new UnitPath("IL");

  @Test
  void tellsBodiesCodesAndCountsButNoWordOfTheMinutes() {
    var held =
        SteeringEvent.Held.of(
            new SteeringMeeting(
                MEETING,
                COUNTRY,
                null,
                "ועדת היגוי",
                List.of("כל-זכות", "ידידות"),
                LocalDate.of(2020, 3, 3),
                List.of(new MeetingRequest.Attendance("KOL_ZCHUT", 2, 1)),
                List.of(
                    new MeetingRequest.Update(
                        "מלגות ומכינות",
                        List.of(
                            new MeetingRequest.Figure("SCHOLARSHIP_APPLICATIONS", "בקשות", 20),
                            new MeetingRequest.Figure("PREPARATORY_PROGRAMMES", "מכינות", 6),
                            new MeetingRequest.Figure("PREPARATORY_MONTHS", "חודשים", 10),
                            new MeetingRequest.Figure(null, "בלי קוד", 25))),
                    new MeetingRequest.Update("בלי מספרים", null)),
                List.of(
                    SteeringMeeting.Decision.of(
                        "סקר",
                        List.of(),
                        List.of(
                            new SteeringTask(
                                TASK,
                                MEETING,
                                "סקר",
                                "ניסוח",
                                "משרד הרווחה",
                                LocalDate.of(2020, 5, 1),
                                null,
                                false,
                                1))))));
    check(held);
    assertThat(EventContract.told(held).toString()).doesNotContainPattern("[א-ת]");
    check(new SteeringEvent.TaskDone(MEETING, TASK, COUNTRY, LocalDate.of(2020, 4, 20)));
  }

  private static void check(SteeringEvent event) {
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }
}
