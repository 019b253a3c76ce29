package org.retzef.reporting.training;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.fold.Change;
import org.retzef.reporting.fold.Fact;
import org.retzef.reporting.fold.Projection;
import org.retzef.reporting.fold.Reading;
import org.retzef.reporting.fold.Reading.Told;
import org.springframework.stereotype.Component;

/** A session counts once, however many programmes attend (T19). People are counts, never names. */
@Component
class TrainingProjection implements Projection {

  /** Lengths of the paths of these units. */
  private static final int AUTHORITY = 3;

  private static final int CENTRE = 5;

  record Held(
      UUID sessionId, String unit, String mode, LocalDate heldOn, List<String> programmes) {}

  record Attended(UUID sessionId, LocalDate heldOn, List<Department> departments) {
    record Department(String unit, long attended) {}
  }

  record Sent(UUID sessionId, String stage, List<Department> departments) {
    record Department(String unit, long mails) {}
  }

  record Answered(UUID sessionId, String stage, String unit) {}

  /**
   * @param visitors whose entries they are; null where nobody has said
   */
  record Used(String unit, String role, LocalDate day, long entries, @Nullable Integer visitors) {}

  record Workshop(UUID workshopId, String kind, String unit, LocalDate heldOn, long participants) {}

  record Planned(String unit, int year, List<Month> months) {
    record Month(int month, long sessions) {}
  }

  @Override
  public void read(Reading reading) {
    reading
        .on("training-plan.kept", Planned.class, told -> planned(told.data()))
        .on("session.held", Held.class, told -> held(told.data()))
        .on("attendance.recorded", Attended.class, told -> attended(told.data()))
        .on("follow-up.sent", Sent.class, TrainingProjection::sent)
        .on("follow-up.answered", Answered.class, TrainingProjection::answered)
        .on("usage.counted", Used.class, TrainingProjection::used)
        .on("workshop.held", Workshop.class, told -> workshop(told.data()));
  }

  private static List<Change> held(Held data) {
    return List.of(
        Change.begin(
            Fact.of("sessions_held", data.sessionId(), data.unit())
                .with("mode", data.mode())
                .withEach("programme", data.programmes()),
            data.heldOn()));
  }

  /** A later plan of the same unit and year replaces an earlier one, in every month. */
  private static List<Change> planned(Planned data) {
    String measure = plan(data.unit());
    if (measure == null) {
      return List.of();
    }
    return IntStream.rangeClosed(1, 12)
        .mapToObj(month -> planned(measure, data, YearMonth.of(data.year(), month)))
        .toList();
  }

  private static Change planned(String measure, Planned data, YearMonth month) {
    String source = data.unit() + " " + month;
    return data.months().stream()
        .filter(one -> one.month() == month.getMonthValue())
        .findFirst()
        .<Change>map(
            one ->
                new Change.Put(
                    Fact.of(measure, source, data.unit()).weighing(one.sessions()),
                    month.atDay(1),
                    null))
        .orElseGet(() -> new Change.Remove(measure, source));
  }

  /** The country's plan and those of districts are each a whole: added up, they would be twice. */
  private static @Nullable String plan(String unit) {
    return switch (unit.split("\\.").length) {
      case 1 -> "sessions_planned";
      case 2 -> "sessions_planned_in_districts";
      default -> null;
    };
  }

  /** A later list replaces an earlier one: who is named no longer did not come. */
  private static List<Change> attended(Attended data) {
    String session = data.sessionId().toString();
    List<Fact> facts =
        data.departments().stream()
            .map(
                department ->
                    Fact.of("people_trained", session, department.unit())
                        .counting(session + " " + department.unit())
                        .weighing(department.attended()))
            .toList();
    return List.of(new Change.PutAll("people_trained", session, facts, data.heldOn(), null));
  }

  private static List<Change> sent(Told<Sent> told) {
    Sent data = told.data();
    return data.departments().stream()
        .map(
            department ->
                Change.begin(
                    Fact.of(
                            "follow_ups_sent",
                            told.event() + " " + department.unit(),
                            department.unit())
                        .with("stage", data.stage())
                        .weighing(department.mails()),
                    told.day()))
        .toList();
  }

  private static List<Change> answered(Told<Answered> told) {
    return List.of(
        Change.begin(
            Fact.of("follow_ups_answered", told.event(), told.data().unit())
                .with("stage", told.data().stage()),
            told.day()));
  }

  private static List<Change> used(Told<Used> told) {
    Used data = told.data();
    List<Change> changes = new ArrayList<>();
    changes.add(
        Change.begin(
            Fact.of("site_entries", told.event(), data.unit())
                .with("role", data.role())
                .weighing(data.entries()),
            data.day()));
    for (int i = 1; data.visitors() != null && i <= data.visitors(); i++) {
      Fact visitor = visitor(i, data);
      changes.add(Change.begin(visitor, data.day()));
      changes.add(
          Change.inItsMonth(
              visitor.from(told.event() + " " + i).counting(visitor.counted()), data.day()));
    }
    return changes;
  }

  /** No one is named: each day's first visitor may be the same, and counts once. */
  private static Fact visitor(int number, Used data) {
    String visitor = "%s %s %d".formatted(data.unit(), data.role(), number);
    return Fact.of("site_visitors", visitor, data.unit()).with("role", data.role());
  }

  /** The newsletter counts centres for the one kind, authorities for the other; each once. */
  private static List<Change> workshop(Workshop data) {
    List<String> path = List.of(data.unit().split("\\."));
    List<Change> changes = new ArrayList<>();
    changes.add(begin(data, workshop("workshops_held", data)));
    if (path.size() == CENTRE) {
      changes.add(begin(data, workshop("workshop_centres", data).counting(data.unit())));
    }
    if (path.size() >= AUTHORITY) {
      String authority = String.join(".", path.subList(0, AUTHORITY));
      changes.add(begin(data, workshop("workshop_authorities", data).counting(authority)));
    }
    return changes;
  }

  private static Fact workshop(String measure, Workshop data) {
    return Fact.of(measure, data.workshopId(), data.unit()).with("kind", data.kind());
  }

  private static Change begin(Workshop data, Fact fact) {
    return Change.begin(fact, data.heldOn());
  }
}
