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
import org.retzef.reporting.indicator.Behind;
import org.retzef.reporting.indicator.Indicator;
import org.retzef.reporting.indicator.Point;
import org.retzef.reporting.indicator.Reckoning;
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

  Mono<Opened> of(Indicator indicator, Part part, String unit, Point time, PageRequest page) {
    return Mono.zip(value(indicator, part, unit, time), rows(indicator, part, unit, time, page))
        .map(
            found -> {
              Page<Counted> rows = Page.of(found.getT2(), page, Counted::counted);
              return new Opened(
                  rows,
                  new Lineage(
                      indicator.code(),
                      part,
                      unit,
                      time.first(),
                      time.last(),
                      found.getT1(),
                      rows.items(),
                      rows.next()));
            });
  }

  private Mono<Long> value(Indicator indicator, Part part, String unit, Point time) {
    return reckoning
        .of(List.of(indicator), unit, new Breakdown.Whole(), List.of(time))
        .map(
            lines -> {
              var value = lines.getFirst().value();
              Long number =
                  part == Part.DENOMINATOR
                      ? value.denominator()
                      : indicator.denominator() == null ? value.number() : value.numerator();
              return Objects.requireNonNullElse(number, 0L);
            });
  }

  private Mono<List<Counted>> rows(
      Indicator indicator, Part part, String unit, Point time, PageRequest page) {
    Behind behind =
        part == Part.NUMERATOR ? Behind.numerator(indicator) : Behind.denominator(indicator);
    return switch (behind) {
      case Behind.Counting(var terms, var without) ->
          facts.of(
              new Question(terms, without, unit, time.last(), time.before(indicator)),
              page.after(),
              page.limitPlusOne());
      case Behind.Planned(String programme) ->
          plans
              .inForce(unit, List.of(time.last()))
              .map(found -> planned(found, programme, unit, page.after()));
      case Behind.Nothing() -> Mono.just(List.of());
    };
  }

  private static List<Counted> planned(
      List<InForce> plans, String programme, String unit, @Nullable String after) {
    return plans.stream()
        .map(InForce::plan)
        .filter(plan -> plan.programme().equals(programme) && plan.unit().equals(unit))
        .map(LineageReport::row)
        .filter(row -> row.counted().compareTo(Objects.requireNonNullElse(after, "")) > 0)
        .sorted(Comparator.comparing(Counted::counted))
        .toList();
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
