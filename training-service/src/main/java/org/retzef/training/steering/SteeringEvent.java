package org.retzef.training.steering;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What is told of steering committees: bodies, codes and counts; no word of the minutes. */
sealed interface SteeringEvent extends Event {

  UUID meetingId();

  @Override
  default String topic() {
    return "retzef.training.events";
  }

  @Override
  default String aggregateType() {
    return "steering-meeting";
  }

  @Override
  default String aggregateId() {
    return meetingId().toString();
  }

  /**
   * A meeting was held.
   *
   * @param figures that were reported under a code
   * @param tasks that follow from its decisions
   */
  record Held(
      UUID meetingId,
      UnitPath unit,
      LocalDate heldOn,
      List<MeetingRequest.Attendance> attendance,
      List<Figure> figures,
      List<Task> tasks)
      implements SteeringEvent {

    record Figure(String code, int value) {}

    record Task(UUID taskId, LocalDate dueOn) {}

    static Held of(SteeringMeeting meeting) {
      return new Held(
          meeting.id(),
          meeting.unit(),
          meeting.heldOn(),
          meeting.attendance(),
          meeting.updates().stream().flatMap(Held::coded).toList(),
          meeting.decisions().stream()
              .flatMap(decision -> decision.tasks().stream())
              .map(task -> new Task(task.id(), task.dueOn()))
              .toList());
    }

    private static Stream<Figure> coded(MeetingRequest.Update update) {
      return Objects.requireNonNullElse(update.figures(), List.<MeetingRequest.Figure>of()).stream()
          .filter(figure -> figure.code() != null)
          .map(figure -> new Figure(figure.code(), figure.value()));
    }

    @Override
    public String type() {
      return "org.retzef.steering-meeting.held.v1";
    }
  }

  /** A task of a meeting was done. */
  record TaskDone(UUID meetingId, UUID taskId, UnitPath unit, LocalDate doneOn)
      implements SteeringEvent {

    @Override
    public String type() {
      return "org.retzef.steering-task.done.v1";
    }
  }
}
