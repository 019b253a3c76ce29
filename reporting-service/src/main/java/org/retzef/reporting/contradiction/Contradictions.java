package org.retzef.reporting.contradiction;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.retzef.reporting.contradiction.Contradiction.Recorded;
import org.retzef.reporting.contradiction.Contradiction.Statement;
import org.retzef.reporting.enrolment.SeatPlan;
import org.retzef.reporting.enrolment.SeatPlans;
import org.retzef.reporting.figure.FactsBehind;
import org.retzef.reporting.figure.FactsBehind.Weight;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Holds what was printed against the plans and budgets on record. */
@Service
class Contradictions {

  private final List<Published> published;
  private final SeatPlans plans;
  private final FactsBehind facts;

  Contradictions(SeatPlans plans, FactsBehind facts, JsonMapper json) throws IOException {
    this.plans = plans;
    this.facts = facts;
    try (var file = new ClassPathResource("reference/published-figures.json").getInputStream()) {
      published = List.of(json.readValue(file, Published[].class));
    }
  }

  Mono<List<Contradiction>> all() {
    return facts
        .weights("families_budgeted")
        .zipWith(plans.ofTheCountry().collectList())
        .map(
            found ->
                Contradiction.among(
                    published,
                    Stream.concat(
                            found.getT1().stream().map(Contradictions::budgeted),
                            found.getT2().stream().map(Contradictions::planned))
                        .toList()));
  }

  private static Recorded budgeted(Weight weight) {
    String track = weight.trait().substring("track=".length());
    return new Recorded(
        track,
        weight.first().getYear(),
        true,
        new Statement(
            "budget " + weight.first().getYear(), weight.first(), weight.amount(), null, null));
  }

  private static Recorded planned(SeatPlan plan) {
    return new Recorded(
        plan.track(),
        plan.from().getYear(),
        false,
        new Statement(
            "plan %s version %d".formatted(plan.from().getYear(), plan.version()),
            plan.publishedOn(),
            plan.seats(),
            null,
            null));
  }
}
