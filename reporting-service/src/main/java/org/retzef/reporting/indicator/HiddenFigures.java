package org.retzef.reporting.indicator;

import static java.util.stream.Collectors.toMap;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.problem.FailureForLog;
import org.retzef.reporting.indicator.HiddenCells.Cell;
import org.retzef.reporting.indicator.Hiding.Question;
import org.retzef.reporting.indicator.Hiding.Table;
import org.retzef.reporting.indicator.KeptHiding.Moment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What of an indicator's figures is hidden from a caller, as {@link Hiding} decides: mostly ahead
 * (decision 0117), else when it is asked for the first time.
 */
@Service
public class HiddenFigures {

  /** So many hidden figures are kept at most: some 10 MB. */
  private static final int MOST = 50_000;

  private static final Logger log = LoggerFactory.getLogger(HiddenFigures.class);

  private final Hiding hiding;
  private final KeptHiding kept;
  private final Clock clock;
  private final AsyncCache<Question, Set<Cell>> decided;

  /**
   * @param holds how long a decision holds: the months are over, only what is told late changes it
   */
  HiddenFigures(
      Hiding hiding,
      KeptHiding kept,
      @org.springframework.beans.factory.annotation.Value("${retzef.reporting.hidden-for}")
          Duration holds,
      Clock clock) {
    this.clock = clock;
    this.hiding = hiding;
    this.kept = kept;
    this.decided =
        Caffeine.newBuilder()
            .expireAfterWrite(holds)
            .maximumWeight(MOST)
            .weigher((Question _, Set<Cell> hidden) -> 1 + hidden.size())
            .buildAsync();
  }

  /** Of units' figures; what is small itself is hidden at once, whatever was decided before. */
  public Mono<Sight> from(Caller caller, Indicator indicator, List<Point> points) {
    return from(caller, indicator, null, points);
  }

  /**
   * @param trait which the figures are broken down by; null for none
   */
  Mono<Sight> from(Caller caller, Indicator indicator, @Nullable String trait, List<Point> points) {
    return from(caller, List.of(indicator), trait, points)
        .map(sights -> sights.getOrDefault(indicator.code(), Sight.OF_ALL));
  }

  /** Of many indicators' figures of units, by the indicators' codes, as {@link #from} of each. */
  public Mono<Map<String, Sight>> from(Caller caller, List<Indicator> all, Point point) {
    return from(caller, all, null, List.of(point))
        .map(
            sights ->
                all.stream()
                    .map(Indicator::code)
                    .collect(
                        toMap(
                            Function.identity(), code -> sights.getOrDefault(code, Sight.OF_ALL))));
  }

  /** None of an indicator of which nothing is hidden. */
  private Mono<Map<String, Sight>> from(
      Caller caller, List<Indicator> all, @Nullable String trait, List<Point> points) {
    List<Indicator> ofPeople = all.stream().filter(Indicator::ofPeople).toList();
    if (ofPeople.isEmpty() || !SmallCells.areHiddenFrom(caller)) {
      return Mono.just(Map.of());
    }
    Set<Question> questions = new HashSet<>();
    for (Indicator one : ofPeople) {
      Table table = new Table(one.code(), trait);
      points.forEach(point -> questions.add(hiding.question(table, point)));
    }
    boolean othersWaitForItToo = true;
    return Mono.fromFuture(
            () -> decided.getAll(questions, (open, _) -> find(Set.copyOf(open)).toFuture()),
            othersWaitForItToo)
        .map(hidden -> sights(ofPeople, trait, points, hidden));
  }

  private Map<String, Sight> sights(
      List<Indicator> its,
      @Nullable String trait,
      List<Point> points,
      Map<Question, Set<Cell>> hidden) {
    Map<String, Sight> sights = new HashMap<>();
    for (Indicator one : its) {
      Table table = new Table(one.code(), trait);
      Map<Point, Set<Cell>> at = new HashMap<>();
      points.forEach(
          point -> at.put(point, hidden.getOrDefault(hiding.question(table, point), Set.of())));
      sights.put(one.code(), Sight.without(at, one.step()));
    }
    return sights;
  }

  /** What was decided before; the rest is decided now. */
  private Mono<Map<Question, Set<Cell>>> find(Set<Question> open) {
    return kept.of(open)
        .flatMap(
            known -> {
              Set<Question> rest = new HashSet<>(open);
              rest.removeAll(known.keySet());
              return rest.isEmpty()
                  ? Mono.just(known)
                  : decide(rest).doOnNext(more -> more.putAll(known));
            });
  }

  private Mono<Map<Question, Set<Cell>>> decide(Set<Question> questions) {
    return kept.now()
        .flatMap(
            before ->
                hiding.decide(questions).doOnNext(decided -> keep(before, decided).subscribe()));
  }

  /** For who asks next: who asks now does not wait for it, and is answered if it fails. */
  private Mono<Void> keep(Moment before, Map<Question, Set<Cell>> decided) {
    Map<Table, Map<Question, Set<Cell>>> byTable = new HashMap<>();
    for (var one : decided.entrySet()) {
      byTable
          .computeIfAbsent(one.getKey().table(), _ -> new HashMap<>())
          .put(one.getKey(), one.getValue());
    }
    LocalDate today = LocalDate.now(clock);
    return Flux.fromIterable(byTable.entrySet())
        .concatMap(
            its ->
                kept.keep(
                    before, its.getKey(), hiding.measures(its.getKey()), its.getValue(), today))
        .then()
        .onErrorResume(
            failed -> {
              log.warn("What hides could not be kept", FailureForLog.of(failed));
              return Mono.empty();
            });
  }
}
