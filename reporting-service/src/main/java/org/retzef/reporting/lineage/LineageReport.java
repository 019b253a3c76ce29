package org.retzef.reporting.lineage;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.reporting.enrolment.SeatPlan;
import org.retzef.reporting.enrolment.SeatPlans;
import org.retzef.reporting.enrolment.SeatPlans.InForce;
import org.retzef.reporting.figure.Breakdown;
import org.retzef.reporting.figure.FactsBehind;
import org.retzef.reporting.figure.FactsBehind.Counted;
import org.retzef.reporting.figure.FactsBehind.Question;
import org.retzef.reporting.figure.Term;
import org.retzef.reporting.figure.Trait;
import org.retzef.reporting.indicator.Behind;
import org.retzef.reporting.indicator.Indicator;
import org.retzef.reporting.indicator.Point;
import org.retzef.reporting.indicator.Reckoning;
import org.retzef.reporting.indicator.Value;
import org.retzef.reporting.lineage.Lineage.Part;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Opens a number. */
@Service
class LineageReport {

  private final Reckoning reckoning;
  private final FactsBehind facts;
  private final SeatPlans plans;

  LineageReport(Reckoning reckoning, FactsBehind facts, SeatPlans plans) {
    this.reckoning = reckoning;
    this.facts = facts;
    this.plans = plans;
  }

  record Opened(Page<Counted> page, Lineage lineage) {}

  Mono<Opened> of(Opening opening, PageRequest page) {
    return Mono.zip(value(opening), rows(opening, page))
        .map(
            found -> {
              Page<Counted> rows = Page.of(found.getT2(), page, Counted::counted);
              return new Opened(rows, lineage(opening, found.getT1(), rows));
            });
  }

  private static Lineage lineage(Opening opening, long value, Page<Counted> rows) {
    Trait trait = opening.trait();
    return new Lineage(
        opening.indicator().code(),
        opening.part(),
        opening.unit(),
        trait == null ? null : trait.dimension(),
        trait == null ? null : trait.value(),
        opening.time().first(),
        opening.time().last(),
        value,
        rows.items(),
        rows.next());
  }

  /** The line as the breakdown tells it; nothing where it tells none of this key. */
  private Mono<Long> value(Opening opening) {
    Trait trait = opening.trait();
    Breakdown breakdown =
        trait == null ? new Breakdown.Whole() : new Breakdown.ByTrait(trait.dimension());
    String key = trait == null ? "" : trait.value();
    return reckoning
        .of(List.of(opening.indicator()), opening.unit(), breakdown, List.of(opening.time()))
        .map(
            lines ->
                lines.stream()
                    .filter(line -> line.key().equals(key))
                    .mapToLong(line -> number(opening, line.value()))
                    .sum());
  }

  private static long number(Opening opening, Value value) {
    Long number =
        opening.part() == Part.DENOMINATOR
            ? value.denominator()
            : opening.indicator().denominator() == null ? value.number() : value.numerator();
    return Objects.requireNonNullElse(number, 0L);
  }

  private Mono<List<Counted>> rows(Opening opening, PageRequest page) {
    Indicator indicator = opening.indicator();
    Point time = opening.time();
    Behind behind =
        opening.part() == Part.NUMERATOR
            ? Behind.numerator(indicator)
            : Behind.denominator(indicator);
    return switch (behind) {
      case Behind.Counting(var terms, var without) ->
          facts.of(
              new Question(
                  of(opening.trait(), terms),
                  of(opening.trait(), without),
                  opening.unit(),
                  time.last(),
                  time.before(indicator)),
              page.after(),
              page.limitPlusOne());
      case Behind.Planned(String programme) ->
          plans
              .inForce(opening.unit(), List.of(time.last()))
              .map(found -> planned(found, programme, opening, page.after()));
      case Behind.Nothing() -> Mono.just(List.of());
    };
  }

  private static List<Term> of(@Nullable Trait trait, List<Term> terms) {
    return trait == null ? terms : terms.stream().map(trait::of).toList();
  }

  private static List<Counted> planned(
      List<InForce> plans, String programme, Opening opening, @Nullable String after) {
    return plans.stream()
        .map(InForce::plan)
        .filter(plan -> plan.programme().equals(programme) && plan.unit().equals(opening.unit()))
        .filter(plan -> has(plan, opening.trait()))
        .map(LineageReport::row)
        .filter(row -> row.counted().compareTo(Objects.requireNonNullElse(after, "")) > 0)
        .sorted(Comparator.comparing(Counted::counted))
        .toList();
  }

  /** Seats are planned by track, and by nothing else. */
  private static boolean has(SeatPlan plan, @Nullable Trait trait) {
    return trait == null || trait.dimension().equals("track") && trait.value().equals(plan.track());
  }

  private static Counted row(SeatPlan plan) {
    return new Counted(
        plan.track(),
        plan.seats(),
        List.of(plan.planId().toString()),
        plan.unit(),
        plan.publishedOn());
  }
}
