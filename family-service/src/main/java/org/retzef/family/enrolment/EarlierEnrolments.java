package org.retzef.family.enrolment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.retzef.family.programme.Programmes;
import org.retzef.family.programme.Track;
import org.retzef.family.registration.NationalId;
import org.retzef.family.setup.Setups;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Enrols families that are taken in from elsewhere, many at once. */
@Service
public class EarlierEnrolments {

  private final Programmes programmes;
  private final Setups setups;
  private final OtherFamilies others;
  private final Enrolments enrolments;
  private final Outbox outbox;
  private final Clock clock;

  EarlierEnrolments(
      Programmes programmes,
      Setups setups,
      OtherFamilies others,
      Enrolments enrolments,
      Outbox outbox,
      Clock clock) {
    this.programmes = programmes;
    this.setups = setups;
    this.others = others;
    this.enrolments = enrolments;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** A family and its enrolments. */
  public record OfFamily(UUID familyId, UnitPath unit, List<EarlierEnrolment> enrolments) {}

  /**
   * A family that is not taken in yet.
   *
   * @param key the same where the same family stands in the file again
   * @param people the id numbers of its members
   */
  public record Newcomers(long key, Set<NationalId> people, List<EarlierEnrolment> enrolments) {

    /** Whether an enrolment of theirs goes on. */
    public boolean areEnrolled() {
      return !enrolments.stream().allMatch(EarlierEnrolment::isEnded);
    }
  }

  /** The same, while nobody else is enrolled: until this transaction ends. */
  public Mono<Rules> rulesThatHold() {
    return others.holdAll().then(rules());
  }

  /** What holds for a file: read once, asked for each row. */
  public Mono<Rules> rules() {
    LocalDate today = LocalDate.now(clock);
    return tracks()
        .zipWith(setups.notOpen().collectList())
        .map(found -> new Rules(found.getT1(), new HashSet<>(found.getT2()), others, today));
  }

  private Mono<Map<String, Track>> tracks() {
    return programmes.tracks().collectMap(Track::code);
  }

  /** Finds what is wrong with enrolments, as strictly as one by one. */
  public static final class Rules {

    private final Map<String, Track> tracks;
    private final Set<Setups.Place> notOpen;
    private final OtherFamilies others;
    private final LocalDate today;

    /** With which family of the file somebody is in a programme. */
    private final Map<InProgramme, Long> families = new HashMap<>();

    private Rules(
        Map<String, Track> tracks,
        Set<Setups.Place> notOpen,
        OtherFamilies others,
        LocalDate today) {
      this.tracks = tracks;
      this.notOpen = notOpen;
      this.others = others;
      this.today = today;
    }

    private record InProgramme(NationalId person, String programme) {}

    /**
     * Finds who would be in a programme with two families at a time: with one that is enrolled, or
     * one that stands before in the file.
     *
     * @param newcomers without other faults, in their order
     * @return the faults of each
     */
    public Mono<List<List<Fault>>> faultsOfPeople(List<Newcomers> newcomers) {
      Set<NationalId> people =
          newcomers.stream()
              .filter(Newcomers::areEnrolled)
              .flatMap(family -> family.people().stream())
              .collect(Collectors.toSet());
      return others
          .of(people)
          .map(
              enrolled ->
                  newcomers.stream().map(family -> faultsOfPeople(family, enrolled)).toList());
    }

    private List<Fault> faultsOfPeople(Newcomers family, OtherFamilies.Enrolled enrolled) {
      Set<InProgramme> places = new HashSet<>();
      boolean elsewhere = false;
      for (EarlierEnrolment enrolment : family.enrolments()) {
        if (!enrolment.isEnded()) {
          String programme = Objects.requireNonNull(tracks.get(enrolment.track())).programme();
          family.people().forEach(person -> places.add(new InProgramme(person, programme)));
          elsewhere |= enrolled.have(family.people(), programme, enrolment.startDate());
        }
      }
      if (elsewhere || places.stream().anyMatch(place -> isOfAnother(place, family))) {
        return List.of(Fault.of("", MemberEnrolledElsewhere.CODE));
      }
      places.forEach(place -> families.put(place, family.key()));
      return List.of();
    }

    private boolean isOfAnother(InProgramme place, Newcomers family) {
      Long other = families.get(place);
      return other != null && other != family.key();
    }

    public List<Fault> faults(UnitPath unit, List<EarlierEnrolment> enrolments) {
      List<Fault> faults = new ArrayList<>();
      for (int i = 0; i < enrolments.size(); i++) {
        String field = "enrolments[" + i + "].";
        EarlierEnrolment enrolment = enrolments.get(i);
        track(unit, enrolment, field, faults);
        days(enrolment, field, faults);
        if (enrolments.subList(0, i).stream().anyMatch(enrolment::overlaps)) {
          faults.add(Fault.of(field + "startDate", "already-enrolled"));
        }
      }
      return faults;
    }

    private void track(
        UnitPath unit, EarlierEnrolment enrolment, String field, List<Fault> faults) {
      Track track = tracks.get(enrolment.track());
      if (track == null) {
        faults.add(Fault.of(field + "track", "track-unknown"));
      } else if (!enrolment.isEnded()
          && notOpen.contains(new Setups.Place(unit, track.programme()))) {
        faults.add(Fault.of(field + "track", "programme-not-open"));
      }
    }

    private void days(EarlierEnrolment enrolment, String field, List<Fault> faults) {
      if (!FamilyEnrolment.isPlausible(enrolment.startDate(), today)) {
        faults.add(Fault.of(field + "startDate", "date-out-of-range"));
      }
      LocalDate end = enrolment.endDate();
      boolean whole =
          Stream.of(enrolment.status(), end, enrolment.reason()).filter(Objects::nonNull).count()
                  % 3
              == 0;
      if (!whole) {
        faults.add(Fault.of(field + "status", "end-incomplete"));
      } else if (end != null) {
        end(enrolment, end, field, faults);
      }
    }

    private void end(EarlierEnrolment enrolment, LocalDate end, String field, List<Fault> faults) {
      if (!Objects.requireNonNull(enrolment.status()).isEnd()) {
        faults.add(Fault.of(field + "status", "value-unknown"));
      }
      if (end.isBefore(enrolment.startDate())) {
        faults.add(Fault.of(field + "endDate", "date-before-start"));
      } else if (end.isAfter(today)) {
        faults.add(Fault.of(field + "endDate", "date-in-future"));
      }
    }
  }

  /** Runs inside the caller's command; what is given was found without fault. */
  public Mono<Void> enrol(List<OfFamily> families) {
    LocalDate today = LocalDate.now(clock);
    return tracks()
        .flatMap(
            tracks -> {
              List<Enrolment> all = new ArrayList<>();
              List<Event> news = new ArrayList<>();
              families.forEach(family -> read(family, tracks, today, all, news));
              return enrolments.insertAll(all).then(outbox.append(news));
            });
  }

  private static void read(
      OfFamily family,
      Map<String, Track> tracks,
      LocalDate today,
      List<Enrolment> all,
      List<Event> news) {
    for (EarlierEnrolment earlier : family.enrolments()) {
      Track track = Objects.requireNonNull(tracks.get(earlier.track()));
      Enrolment begun = begun(family.familyId(), earlier, today);
      if (earlier.status() == null || earlier.endDate() == null || earlier.reason() == null) {
        all.add(begun);
        news.add(EnrolmentEvent.enrolled(begun, family.unit(), track));
      } else {
        news.add(EnrolmentEvent.enrolledUntil(earlier.endDate(), begun, family.unit(), track));
        Enrolment ended = begun.ended(earlier.status(), earlier.endDate(), earlier.reason());
        all.add(ended);
        news.add(EnrolmentEvent.ended(ended, family.unit(), track));
      }
    }
  }

  private static Enrolment begun(UUID familyId, EarlierEnrolment earlier, LocalDate today) {
    return new Enrolment(
        Ids.next(),
        familyId,
        earlier.track(),
        Enrolment.Status.begun(earlier.startDate(), today),
        earlier.startDate(),
        null,
        null,
        1);
  }
}
