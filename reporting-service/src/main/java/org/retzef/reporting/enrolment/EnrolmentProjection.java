package org.retzef.reporting.enrolment;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.retzef.reporting.fold.Change;
import org.retzef.reporting.fold.Fact;
import org.retzef.reporting.fold.Projection;
import org.retzef.reporting.fold.Reading;
import org.retzef.reporting.fold.Reading.Told;
import org.springframework.stereotype.Component;

/**
 * A family counts in a programme from the first day of an enrolment to its last, whether it was
 * planned or active when told; from the day after as a graduate, if it is one.
 */
@Component
class EnrolmentProjection implements Projection {

  private static final String SOLDIERS = "NOSHMIM_SOLDIERS";
  private static final String SINGLE_PARENT = "NOSHMIM_SINGLE_PARENT";
  private static final String SOLDIERS_AUTHORITIES = "soldiers_track_authorities";
  private static final String SINGLE_PARENT_LOCALITIES = "single_parent_track_localities";

  private final SeatPlans plans;

  EnrolmentProjection(SeatPlans plans) {
    this.plans = plans;
  }

  record Registered(UUID familyId, String unit) {}

  record Enrolled(
      UUID familyId,
      UUID enrolmentId,
      String unit,
      String programme,
      String track,
      LocalDate startDate) {}

  record Ended(
      UUID familyId,
      UUID enrolmentId,
      String unit,
      String programme,
      String track,
      String status,
      LocalDate endDate) {}

  record Transferred(UUID familyId, String unit) {}

  /**
   * @param familyId the survivor
   */
  record Merged(UUID familyId, UUID mergedFamilyId, UUID mergeId, boolean undone) {}

  record Erased(UUID familyId) {}

  @Override
  public void read(Reading reading) {
    reading
        .on("family.registered", Registered.class, EnrolmentProjection::registered)
        .on("family.enrolled", Enrolled.class, told -> enrolled(told.data()))
        .on("enrolment.ended", Ended.class, told -> ended(told.data()))
        .on("family.transferred", Transferred.class, EnrolmentProjection::transferred)
        .on("family.merged", Merged.class, told -> merged(told.data()))
        .on(
            "family.erased",
            Erased.class,
            told -> List.of(new Change.Erase(told.data().familyId())))
        .keep("track-plan.published", SeatPlan.class, plans::keep);
  }

  @Override
  public List<String> tables() {
    return List.of("seat_plan");
  }

  private static List<Change> registered(Told<Registered> told) {
    Registered data = told.data();
    return List.of(
        Change.begin(
            Fact.of("families_registered", data.familyId(), data.unit())
                .countingFamily(data.familyId()),
            told.day()));
  }

  private static List<Change> enrolled(Enrolled data) {
    Fact active =
        Fact.of(active(data.programme()), data.enrolmentId(), data.unit())
            .countingFamily(data.familyId())
            .with("track", data.track());
    Stream<Change> special =
        special(data.track()).stream()
            .map(
                measure ->
                    Change.begin(
                        Fact.of(measure, data.enrolmentId(), data.unit())
                            .counting(authority(data.unit())),
                        data.startDate()));
    return Stream.concat(
            Stream.of(
                Change.begin(active, data.startDate()),
                whose(data.programme(), data.enrolmentId(), data.familyId())),
            special)
        .toList();
  }

  private static List<Change> ended(Ended data) {
    String source = data.enrolmentId().toString();
    Stream<Change> ends =
        Stream.concat(Stream.of(active(data.programme())), special(data.track()).stream())
            .map(measure -> new Change.End(measure, source, data.endDate()));
    return data.status().equals("GRADUATED")
        ? Stream.concat(
                ends,
                Stream.of(
                    graduated(data), whose(data.programme(), data.enrolmentId(), data.familyId())))
            .toList()
        : ends.toList();
  }

  private static Change graduated(Ended data) {
    return Change.begin(
        Fact.of(graduates(data.programme()), data.enrolmentId(), data.unit())
            .countingFamily(data.familyId())
            .with("track", data.track()),
        data.endDate().plusDays(1));
  }

  /** Whoever was enrolled graduates, also where a survivor's event says so. */
  private static Change whose(String programme, UUID enrolment, UUID family) {
    return new Change.Whose(graduates(programme), enrolment.toString(), active(programme), family);
  }

  /** The event tells no day: it is the day on which the other department has accepted. */
  private static List<Change> transferred(Told<Transferred> told) {
    return List.of(
        new Change.Move(
            "active_families_",
            List.of(SOLDIERS_AUTHORITIES, SINGLE_PARENT_LOCALITIES),
            told.data().familyId(),
            told.data().unit(),
            told.day()));
  }

  private static List<Change> merged(Merged data) {
    return List.of(
        new Change.Merge(data.familyId(), data.mergedFamilyId(), data.mergeId(), data.undone()));
  }

  /** Tracks of which the newsletter counts the authorities (F14). */
  private static List<String> special(String track) {
    return switch (track) {
      case SOLDIERS -> List.of(SOLDIERS_AUTHORITIES);
      case SINGLE_PARENT -> List.of(SINGLE_PARENT_LOCALITIES);
      default -> List.of();
    };
  }

  /** Country, district and authority of a path: {@code IL.SOUTH.A2630}. */
  private static String authority(String unit) {
    List<String> steps = List.of(unit.split("\\."));
    return String.join(".", steps.subList(0, Math.min(3, steps.size())));
  }

  private static String active(String programme) {
    return "active_families_" + lower(programme);
  }

  private static String graduates(String programme) {
    return "graduated_families_" + lower(programme);
  }

  private static String lower(String programme) {
    return programme.toLowerCase(Locale.ROOT);
  }
}
