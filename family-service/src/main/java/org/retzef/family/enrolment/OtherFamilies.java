package org.retzef.family.enrolment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.retzef.family.registration.FamilyFile;
import org.retzef.family.registration.FamilyFiles;
import org.retzef.family.registration.Member;
import org.retzef.family.registration.NationalId;
import org.retzef.family.search.AlikeFamilies;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who lives in the families of the whole country that are in a programme, by id numbers: nobody is
 * in one with two families at a time (decision 0023).
 */
@Component
public class OtherFamilies {

  private final AlikeFamilies alike;
  private final FamilyFiles files;
  private final Enrolments enrolments;
  private final DatabaseClient database;
  private final Clock clock;

  OtherFamilies(
      AlikeFamilies alike,
      FamilyFiles files,
      Enrolments enrolments,
      DatabaseClient database,
      Clock clock) {
    this.alike = alike;
    this.files = files;
    this.enrolments = enrolments;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Refuses a family whose members of today are in the programme with another one on that day or
   * later. Of two families that are enrolled at once, the second waits and is refused.
   */
  Mono<Void> requireNobodyIn(UUID familyId, String programme, LocalDate from) {
    return files
        .of(List.of(familyId))
        .map(found -> peopleIn(found.getFirst()))
        .filter(people -> !people.isEmpty())
        .flatMap(
            people ->
                elsewhere(people, Set.of(familyId))
                    .flatMap(others -> refuseIf(others.have(people, programme, from))));
  }

  /**
   * Refuses to make one family of two where somebody who lives in only one of them would come by it
   * into a programme in which only the other is, and is in it with a third family.
   */
  public Mono<Void> requireNobodyComesInto(FamilyFile one, FamilyFile other) {
    return enrolments
        .timesOf(List.of(one.id(), other.id()))
        .filter(time -> time.reaches(LocalDate.now(clock)))
        .collectList()
        .flatMap(
            times ->
                requireNobodyComesInto(one, other, times)
                    .then(Mono.defer(() -> requireNobodyComesInto(other, one, times))));
  }

  private Mono<Void> requireNobodyComesInto(
      FamilyFile family, FamilyFile joining, List<Enrolments.Time> times) {
    Set<NationalId> people = new HashSet<>(peopleIn(joining));
    people.removeAll(peopleIn(family));
    Set<String> programmes = programmesOf(family, times);
    programmes.removeAll(programmesOf(joining, times));
    return people.isEmpty() || programmes.isEmpty()
        ? Mono.empty()
        : elsewhere(people, Set.of(family.id(), joining.id()))
            .flatMap(
                others -> refuseIf(others.haveOneOf(people, programmes, LocalDate.now(clock))));
  }

  private static Set<String> programmesOf(FamilyFile family, List<Enrolments.Time> times) {
    return times.stream()
        .filter(time -> time.familyId().equals(family.id()))
        .map(Enrolments.Time::programme)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** With which other families these people are in programmes, until this transaction ends. */
  private Mono<Enrolled> elsewhere(Set<NationalId> people, Set<UUID> own) {
    return waitForFiles()
        .then(alike.lockByNationalIds(digits(people)))
        .flatMap(
            found -> enrolled(found.stream().filter(family -> !own.contains(family)).toList()));
  }

  private static Mono<Void> refuseIf(boolean isEnrolledElsewhere) {
    return isEnrolledElsewhere ? Mono.error(new MemberEnrolledElsewhere()) : Mono.empty();
  }

  /** Who of these people is in which programme now. */
  Mono<Enrolled> of(Set<NationalId> people) {
    return people.isEmpty()
        ? Mono.just(new Enrolled(List.of()))
        : alike.byNationalIds(digits(people)).flatMap(this::enrolled);
  }

  /**
   * Until this transaction ends nobody else is enrolled: for a part of a file, which has too many
   * people to wait for each.
   */
  Mono<Void> holdAll() {
    return database.sql("select pg_advisory_xact_lock(hashtext('enrolment'))").then();
  }

  private Mono<Void> waitForFiles() {
    return database.sql("select pg_advisory_xact_lock_shared(hashtext('enrolment'))").then();
  }

  private Mono<Enrolled> enrolled(Collection<UUID> families) {
    if (families.isEmpty()) {
      return Mono.just(new Enrolled(List.of()));
    }
    return enrolments
        .timesOf(families)
        .collectMultimap(Enrolments.Time::familyId)
        .filter(times -> !times.isEmpty())
        .flatMap(times -> files.of(times.keySet()).map(found -> enrolled(found, times)))
        .defaultIfEmpty(new Enrolled(List.of()));
  }

  private Enrolled enrolled(
      List<FamilyFile> families, Map<UUID, Collection<Enrolments.Time>> times) {
    return new Enrolled(
        families.stream()
            .flatMap(
                family ->
                    Objects.requireNonNull(times.get(family.id())).stream()
                        .map(time -> new People(peopleIn(family), time)))
            .toList());
  }

  private Set<NationalId> peopleIn(FamilyFile family) {
    LocalDate today = LocalDate.now(clock);
    return family.members().stream()
        .filter(member -> member.isPresentOn(today))
        .map(Member::nationalId)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private static List<String> digits(Set<NationalId> people) {
    return people.stream().map(NationalId::digits).toList();
  }

  /** Who lives in a family that is in a programme. */
  private record People(Set<NationalId> people, Enrolments.Time time) {}

  /** People who are in programmes. */
  record Enrolled(List<People> all) {

    /** Whether one of these people is in the programme on that day or later. */
    boolean have(Set<NationalId> people, String programme, LocalDate from) {
      return all.stream()
          .filter(one -> one.time.programme().equals(programme) && one.time.reaches(from))
          .flatMap(one -> one.people.stream())
          .anyMatch(people::contains);
    }

    private boolean haveOneOf(Set<NationalId> people, Set<String> programmes, LocalDate from) {
      return programmes.stream().anyMatch(programme -> have(people, programme, from));
    }
  }
}
