package org.retzef.family.enrolment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
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
class OtherFamilies {

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
                waitForFiles()
                    .then(alike.lockByNationalIds(digits(people)))
                    .flatMap(found -> without(found, familyId))
                    .filter(others -> others.have(people, programme, from))
                    .flatMap(others -> Mono.<Void>error(new MemberEnrolledElsewhere())));
  }

  private Mono<Enrolled> without(List<UUID> families, UUID own) {
    return enrolled(families.stream().filter(family -> !family.equals(own)).toList());
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
  }
}
