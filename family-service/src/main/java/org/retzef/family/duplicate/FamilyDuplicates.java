package org.retzef.family.duplicate;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.duplicate.CheckedFamily.InFile;
import org.retzef.family.duplicate.DuplicateCandidate.Department;
import org.retzef.family.registration.FamilyFile;
import org.retzef.family.registration.FamilyFiles;
import org.retzef.family.registration.FamilyList;
import org.retzef.family.registration.FamilyListItem;
import org.retzef.family.registration.RegisterFamilyRequest;
import org.retzef.family.search.AlikeFamilies;
import org.retzef.platform.caller.Caller;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks for families that may be the same as one, in the whole country. */
@Service
class FamilyDuplicates {

  /** More candidates than this are noise; the surest come first. */
  private static final int MOST_SHOWN = 20;

  private static final UUID NOT_YET_REGISTERED = new UUID(0, 0);

  private final FamilyFiles files;
  private final FamilyList list;
  private final AlikeFamilies alike;
  private final Verdicts verdicts;
  private final Departments departments;
  private final RuleBook rules;
  private final Clock clock;

  FamilyDuplicates(
      FamilyFiles files,
      FamilyList list,
      AlikeFamilies alike,
      Verdicts verdicts,
      Departments departments,
      RuleBook rules,
      Clock clock) {
    this.files = files;
    this.list = list;
    this.alike = alike;
    this.verdicts = verdicts;
    this.departments = departments;
    this.rules = rules;
    this.clock = clock;
  }

  /** An erased family has none: nothing is left of it to compare. */
  Mono<List<DuplicateCandidate>> of(Caller caller, UUID id) {
    return files
        .file(caller, id)
        .flatMap(
            family ->
                family.key() == null
                    ? Mono.just(List.of())
                    : candidates(caller, id, Household.of(family)));
  }

  Mono<List<DuplicateCandidate>> of(Caller caller, RegisterFamilyRequest family) {
    return candidates(caller, NOT_YET_REGISTERED, Household.of(family));
  }

  /** Each family of a file, with those that are registered and with the others of the file. */
  Mono<List<CheckedFamily>> ofFile(Caller caller, List<RegisterFamilyRequest> families) {
    List<Household> households = families.stream().map(Household::of).toList();
    return rules
        .inForceOn(LocalDate.now(clock))
        .flatMapMany(
            inForce ->
                Flux.range(0, households.size())
                    .concatMap(i -> checked(caller, households, i, inForce)))
        .collectList();
  }

  private Mono<CheckedFamily> checked(
      Caller caller, List<Household> households, int place, DuplicateRules rules) {
    return candidates(caller, NOT_YET_REGISTERED, households.get(place))
        .map(here -> new CheckedFamily(place + 1, here, inFile(households, place, rules)));
  }

  private static List<InFile> inFile(List<Household> households, int place, DuplicateRules rules) {
    List<InFile> found = new ArrayList<>();
    for (int other = 0; other < households.size(); other++) {
      if (other != place) {
        Likeness likeness = Comparison.of(households.get(place), households.get(other), rules);
        if (rules.shows(likeness)) {
          found.add(new InFile(other + 1, likeness.score(), likeness.reasons()));
        }
      }
    }
    return found;
  }

  private Mono<List<DuplicateCandidate>> candidates(Caller caller, UUID id, Household household) {
    return alike
        .of(household.findable(id))
        .flatMap(ids -> verdicts.open(id, ids))
        .flatMap(open -> likely(household, open))
        .flatMap(likely -> shown(caller, likely));
  }

  private Mono<List<Likely>> likely(Household household, Map<UUID, Long> open) {
    return files
        .of(open.keySet())
        .zipWith(rules.inForceOn(LocalDate.now(clock)))
        .map(found -> surest(household, found.getT1(), open, found.getT2()));
  }

  private record Likely(UUID id, Likeness likeness, long version) {}

  private static List<Likely> surest(
      Household household,
      List<FamilyFile> candidates,
      Map<UUID, Long> versions,
      DuplicateRules rules) {
    return candidates.stream()
        .map(
            family ->
                new Likely(
                    family.id(),
                    Comparison.of(household, Household.of(family), rules),
                    versions.getOrDefault(family.id(), 0L)))
        .filter(likely -> rules.shows(likely.likeness()))
        .sorted(
            Comparator.comparingDouble((Likely likely) -> -likely.likeness().score())
                .thenComparing(Likely::id))
        .limit(MOST_SHOWN)
        .toList();
  }

  private Mono<List<DuplicateCandidate>> shown(Caller caller, List<Likely> likely) {
    List<UUID> ids = likely.stream().map(Likely::id).toList();
    return list.listed(caller, ids)
        .zipWith(departments.of(ids))
        .map(
            found -> likely.stream().map(one -> shown(one, found.getT1(), found.getT2())).toList());
  }

  private static DuplicateCandidate shown(
      Likely likely, Map<UUID, FamilyListItem> seen, Map<UUID, Department> departments) {
    @Nullable FamilyListItem family = seen.get(likely.id());
    return new DuplicateCandidate(
        likely.likeness().score(),
        likely.likeness().reasons(),
        likely.version(),
        family,
        family == null ? departments.get(likely.id()) : null);
  }
}
