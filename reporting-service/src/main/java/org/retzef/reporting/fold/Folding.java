package org.retzef.reporting.fold;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.retzef.reporting.fold.KnownFacts.Wanted;
import org.retzef.reporting.fold.KnownFacts.Wanted.Pair;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Applies what events change; in the caller's transaction. */
@Service
class Folding {

  private final Facts facts;
  private final KnownFacts known;
  private final MergedFamilies merged;
  private final ErasedFamilies erased;
  private final Editions editions;
  private final KeptSteps keptSteps;
  private final EarlyEnds earlyEnds;

  Folding(
      Facts facts,
      KnownFacts known,
      MergedFamilies merged,
      ErasedFamilies erased,
      Editions editions,
      KeptSteps keptSteps,
      EarlyEnds earlyEnds) {
    this.facts = facts;
    this.known = known;
    this.merged = merged;
    this.erased = erased;
    this.editions = editions;
    this.keptSteps = keptSteps;
    this.earlyEnds = earlyEnds;
  }

  /**
   * Changes in their order. A merger and an erasure are folded by themselves: they are about who
   * counts. An edition that has no steps yet gets none: {@link #makeSteps} makes all of them.
   */
  Mono<Void> fold(int edition, List<Change> changes) {
    return lock(edition).then(Mono.defer(() -> foldLocked(edition, changes)));
  }

  /** Until the transaction ends nobody else folds the edition. */
  Mono<Void> lock(int edition) {
    return facts.lock(edition);
  }

  /**
   * The same as {@link #fold}, for whoever has the lock; of an edition that answers no more, as
   * another copy of the service may have let a newer one answer, nothing.
   */
  Mono<Void> foldLocked(int edition, List<Change> changes) {
    return changes.isEmpty()
        ? Mono.empty()
        : editions
            .state()
            .filter(state -> edition >= state.live() || edition == Editions.PROOF)
            .flatMapMany(state -> fold(edition, state.hasSteps(edition), changes))
            .then(Mono.defer(() -> facts.tell(edition)));
  }

  /** Under the lock; steps or none. */
  Flux<Void> fold(int edition, boolean steps, List<Change> changes) {
    return Flux.fromIterable(byThemselves(changes)).concatMap(part -> part(edition, steps, part));
  }

  /** Makes the steps of the new edition, unless somebody else has; it may take minutes. */
  Mono<Void> makeSteps(int edition) {
    return facts
        .lock(edition)
        .then(Mono.defer(editions::state))
        .filter(state -> !state.hasSteps(edition))
        .flatMap(_ -> keptSteps.makeAll(edition).then(Mono.defer(editions::nextHasSteps)));
  }

  /** Each merger and each erasure alone, the changes between them together. */
  private static List<List<Change>> byThemselves(List<Change> changes) {
    List<List<Change>> parts = new ArrayList<>();
    List<Change> part = new ArrayList<>();
    for (Change change : changes) {
      if (change instanceof Change.Merge || change instanceof Change.Erase) {
        parts.add(part);
        parts.add(List.of(change));
        part = new ArrayList<>();
      } else {
        part.add(change);
      }
    }
    parts.add(part);
    parts.removeIf(List::isEmpty);
    return parts;
  }

  private Mono<Void> part(int edition, boolean steps, List<Change> changes) {
    return switch (changes.getFirst()) {
      case Change.Merge merge ->
          merge(edition, steps, merge)
              .then(Mono.defer(() -> erased.eraseIfErased(edition, merge.family())));
      case Change.Erase erase -> erased.erase(edition, erase.family());
      default ->
          merged
              .roots(edition, families(changes))
              .flatMap(roots -> apply(edition, steps, changes, roots));
    };
  }

  private Mono<Void> apply(
      int edition, boolean steps, List<Change> changes, Map<String, String> roots) {
    return goingWith(edition, changes, roots)
        .flatMap(
            with -> apply(edition, steps, changes, roots, wanted(changes, roots, steps).and(with)));
  }

  private Mono<Void> apply(
      int edition, boolean steps, List<Change> changes, Map<String, String> roots, Wanted wanted) {
    return known(edition, steps, wanted)
        .zipWhen(rows -> earlyEnds.of(edition, wanted.sources()))
        .flatMap(
            known -> {
              Sheet sheet = new Sheet(known.getT1(), known.getT2());
              changes.forEach(change -> sheet.apply(change, roots));
              return keep(edition, steps, sheet)
                  .then(
                      Mono.defer(() -> earlyEnds.keep(edition, known.getT2(), sheet.earlyEnds())));
            });
  }

  /** What goes with families that move: it is found by the sources of their facts. */
  private Mono<Set<Pair>> goingWith(int edition, List<Change> changes, Map<String, String> roots) {
    Set<String> families = new HashSet<>();
    for (Change change : changes) {
      switch (change) {
        case Change.Move move when !move.with().isEmpty() ->
            families.add(root(move.family(), roots));
        case Change.Follow follow -> families.add(root(follow.family(), roots));
        default -> {}
      }
    }
    return families.isEmpty()
        ? Mono.just(Set.of())
        : known.alone(edition, Wanted.ofFamilies(families)).map(rows -> goingWith(changes, rows));
  }

  private static Set<Pair> goingWith(List<Change> changes, List<Row> rows) {
    Set<Pair> with = new HashSet<>();
    for (Change change : changes) {
      switch (change) {
        case Change.Move move -> add(with, rows, move.measures(), move.with());
        case Change.Follow follow -> add(with, rows, follow.measures(), follow.with());
        default -> {}
      }
    }
    return with;
  }

  private static void add(Set<Pair> with, List<Row> rows, String measures, List<String> goingWith) {
    for (Row row : rows) {
      if (row.fact().measure().startsWith(measures)) {
        goingWith.forEach(measure -> with.add(new Pair(measure, row.fact().source())));
      }
    }
  }

  /** Steps follow from all facts of whoever counts; without them, those that change are enough. */
  private Mono<List<Row>> known(int edition, boolean steps, Wanted wanted) {
    return steps ? known.withOthers(edition, wanted) : known.alone(edition, wanted);
  }

  private Mono<Void> keep(int edition, boolean steps, Sheet sheet) {
    Mono<Void> kept = facts.write(edition, sheet);
    return steps
        ? kept.then(
            Mono.defer(
                () -> keptSteps.correct(edition, Steps.correction(sheet.before(), sheet.now()))))
        : kept;
  }

  /** Whoever counted for one of both before, or does afterwards, is counted again. */
  private Mono<Void> merge(int edition, boolean steps, Change.Merge merge) {
    Set<String> both = Set.of(merge.merged().toString(), merge.family().toString());
    return merged
        .roots(edition, both)
        .flatMap(
            before ->
                merged
                    .apply(edition, merge)
                    .then(Mono.defer(() -> merged.roots(edition, both)))
                    .flatMap(after -> recount(edition, steps, merge, all(both, before, after))));
  }

  private static Set<String> all(
      Set<String> both, Map<String, String> before, Map<String, String> after) {
    Set<String> all = new HashSet<>(both);
    all.addAll(before.values());
    all.addAll(after.values());
    return all;
  }

  private Mono<Void> recount(int edition, boolean steps, Change.Merge merge, Set<String> counted) {
    return known(edition, steps, Wanted.ofFamilies(counted))
        .flatMap(
            rows ->
                merged
                    .roots(edition, families(new Sheet(rows)))
                    .flatMap(
                        roots -> {
                          Sheet sheet = new Sheet(rows);
                          sheet.apply(merge, roots);
                          return keep(edition, steps, sheet);
                        }));
  }

  private static Set<String> families(Sheet sheet) {
    Set<String> families = new HashSet<>();
    sheet.before().forEach(row -> families.add(String.valueOf(row.fact().family())));
    return families;
  }

  private static Set<String> families(List<Change> changes) {
    Set<String> families = new HashSet<>();
    for (Change change : changes) {
      switch (change) {
        case Change.Begin begin -> add(families, begin.fact());
        case Change.Put put -> add(families, put.fact());
        case Change.PutAll all -> all.facts().forEach(fact -> add(families, fact));
        case Change.Since since -> add(families, since.fact());
        case Change.Move move -> families.add(move.family().toString());
        case Change.Whose whose -> families.add(whose.family().toString());
        case Change.Follow follow -> families.add(follow.family().toString());
        case Change.Only only -> only.facts().forEach(fact -> add(families, fact));
        case Change.End _,
            Change.Replace _,
            Change.Remove _,
            Change.Beside _,
            Change.Merge _,
            Change.Erase _ -> {}
      }
    }
    return families;
  }

  private static void add(Set<String> families, Fact fact) {
    if (fact.family() != null) {
      families.add(fact.family());
    }
  }

  private static Wanted wanted(List<Change> changes, Map<String, String> roots, boolean steps) {
    List<Pair> sources = new ArrayList<>();
    List<Pair> counted = new ArrayList<>();
    Set<String> families = new HashSet<>();
    for (Change change : changes) {
      switch (change) {
        case Change.Begin begin -> want(begin.fact(), roots, steps, sources, counted);
        case Change.Put put -> want(put.fact(), roots, steps, sources, counted);
        case Change.PutAll all -> {
          sources.add(new Pair(all.measure(), all.source()));
          all.facts().forEach(fact -> want(fact, roots, steps, sources, counted));
        }
        case Change.Since since -> want(since.fact(), roots, true, sources, counted);
        case Change.Only only -> {
          sources.add(new Pair(only.measure(), only.source()));
          only.facts().forEach(fact -> want(fact, roots, steps, sources, counted));
        }
        case Change.End end -> sources.add(new Pair(end.measure(), end.source()));
        case Change.Replace replace -> {
          sources.add(new Pair(replace.measure(), replace.source()));
          sources.add(new Pair(replace.measure(), replace.by()));
        }
        case Change.Remove remove -> sources.add(new Pair(remove.measure(), remove.source()));
        case Change.Move move -> {
          families.add(root(move.family(), roots));
          move.with().forEach(measure -> wantPlaces(measure, move.unit(), counted));
        }
        case Change.Follow follow -> {
          families.add(root(follow.family(), roots));
          counted.add(new Pair(follow.moves(), root(follow.family(), roots)));
        }
        case Change.Whose whose -> {
          sources.add(new Pair(whose.measure(), whose.source()));
          sources.add(new Pair(whose.as(), whose.source()));
          if (steps) {
            counted.add(new Pair(whose.measure(), root(whose.family(), roots)));
          }
        }
        case Change.Beside beside -> {
          sources.add(new Pair(beside.measure(), beside.source()));
          sources.add(new Pair(beside.as(), beside.other()));
        }
        case Change.Merge _, Change.Erase _ -> {}
      }
    }
    return new Wanted(sources, counted, families);
  }

  /** A place that counts may be the unit, or any above it. */
  private static void wantPlaces(String measure, String unit, List<Pair> counted) {
    for (int end = unit.length(); end > 0; end = unit.lastIndexOf('.', end - 1)) {
      counted.add(new Pair(measure, unit.substring(0, end)));
    }
  }

  private static String root(UUID family, Map<String, String> roots) {
    return roots.getOrDefault(family.toString(), family.toString());
  }

  /**
   * @param others whether all must be known of whoever counts by it
   */
  private static void want(
      Fact fact,
      Map<String, String> roots,
      boolean others,
      List<Pair> sources,
      List<Pair> counted) {
    sources.add(new Pair(fact.measure(), fact.source()));
    if (others) {
      counted.add(
          new Pair(
              fact.measure(),
              fact.family() == null
                  ? fact.counted()
                  : roots.getOrDefault(fact.family(), fact.family())));
    }
  }
}
