package org.retzef.reporting.indicator;

import static java.util.stream.Collectors.toMap;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.reporting.indicator.HiddenCells.Cell;
import org.retzef.reporting.indicator.Hiding.Question;
import org.retzef.reporting.indicator.Hiding.Table;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * What of an indicator's figures is hidden from a caller, as {@link Hiding} decides: mostly ahead
 * (decision 0117), else when it is asked for.
 */
@Service
public class HiddenFigures {

  /** So many hidden figures are kept at most: some 10 MB. */
  private static final int MOST = 50_000;

  private final Hiding hiding;
  private final KeptHiding kept;
  private final AsyncCache<Question, Set<Cell>> decided;

  /**
   * @param holds how long a decision holds: the months are over, only what is told late changes it
   */
  HiddenFigures(
      Hiding hiding,
      KeptHiding kept,
      @org.springframework.beans.factory.annotation.Value("${retzef.reporting.hidden-for}")
          Duration holds) {
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

  /** What was decided ahead; the rest is decided now. */
  private Mono<Map<Question, Set<Cell>>> find(Set<Question> open) {
    return kept.of(open)
        .flatMap(
            known -> {
              Set<Question> rest = new HashSet<>(open);
              rest.removeAll(known.keySet());
              return rest.isEmpty()
                  ? Mono.just(known)
                  : hiding.decide(rest).doOnNext(more -> more.putAll(known));
            });
  }
}
