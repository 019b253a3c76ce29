package org.retzef.reporting.steering;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.retzef.reporting.fold.Change;
import org.retzef.reporting.fold.Fact;
import org.retzef.reporting.fold.Projection;
import org.retzef.reporting.fold.Reading;
import org.springframework.stereotype.Component;

/** What a committee reported under a code holds until a later one of its unit reports it anew. */
@Component
class SteeringProjection implements Projection {

  record Held(
      UUID meetingId,
      String unit,
      LocalDate heldOn,
      List<Attendance> attendance,
      List<Reported> figures,
      List<Task> tasks) {

    record Attendance(String body, long seats, long present) {}

    record Reported(String code, long value) {}

    record Task(UUID taskId) {}
  }

  record Done(UUID taskId, String unit, LocalDate doneOn) {}

  @Override
  public void read(Reading reading) {
    reading
        .on("steering-meeting.held", Held.class, told -> held(told.data()))
        .on("steering-task.done", Done.class, told -> done(told.data()));
  }

  private static List<Change> held(Held data) {
    List<Change> changes = new ArrayList<>();
    changes.add(begin(data, Fact.of("steering_meetings", data.meetingId(), data.unit())));
    for (int i = 0; i < data.attendance().size(); i++) {
      Held.Attendance came = data.attendance().get(i);
      changes.add(begin(data, ofBody("steering_seats", data, i).weighing(came.seats())));
      changes.add(begin(data, ofBody("steering_present", data, i).weighing(came.present())));
    }
    for (Held.Reported reported : data.figures()) {
      changes.add(
          new Change.Since(
              Fact.of("steering_reported", data.meetingId() + " " + reported.code(), data.unit())
                  .counting(data.unit() + " " + reported.code())
                  .with("figure", reported.code())
                  .weighing(reported.value()),
              data.heldOn()));
    }
    for (Held.Task task : data.tasks()) {
      changes.add(begin(data, Fact.of("steering_tasks_given", task.taskId(), data.unit())));
    }
    return changes;
  }

  private static Fact ofBody(String measure, Held data, int number) {
    return Fact.of(measure, data.meetingId() + " " + number, data.unit())
        .with("body", data.attendance().get(number).body());
  }

  private static Change begin(Held data, Fact fact) {
    return Change.begin(fact, data.heldOn());
  }

  /** That it was done on another day replaces what was said before. */
  private static List<Change> done(Done data) {
    return List.of(
        new Change.Put(
            Fact.of("steering_tasks_done", data.taskId(), data.unit()), data.doneOn(), null));
  }
}
