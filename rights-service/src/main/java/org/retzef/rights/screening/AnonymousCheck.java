package org.retzef.rights.screening;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.rights.eligibility.rules.Answer;
import org.retzef.rights.eligibility.rules.Fact;
import org.retzef.rights.eligibility.rules.FactSchema;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Checks the rights of somebody nameless. Writes nothing, anywhere. */
@Service
class AnonymousCheck {

  private final Deciding deciding;
  private final FactSchema schema;
  private final Clock clock;

  AnonymousCheck(Deciding deciding, FactSchema schema, Clock clock) {
    this.deciding = deciding;
    this.schema = schema;
    this.clock = clock;
  }

  /**
   * @param professional whether the one who asks may decide what only a professional can
   */
  Mono<Screening> check(List<Answer> facts, @Nullable LocalDate asOf, boolean professional) {
    if (!professional) {
      requireOwn(facts);
    }
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    return deciding
        .decide("facts", facts, facts.size(), day, fact -> mayAsk(fact, professional))
        .map(findings -> findings.toScreening(null, null, 0));
  }

  private static boolean mayAsk(Fact fact, boolean professional) {
    return !fact.sensitive() && (professional || fact.answeredBy() == Fact.AnsweredBy.ANYONE);
  }

  private void requireOwn(List<Answer> facts) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      Fact fact = schema.find(facts.get(i).fact());
      if (fact != null && fact.answeredBy() == Fact.AnsweredBy.WORKER) {
        faults.add(Fault.of("facts[" + i + "].fact", "fact-for-workers"));
      }
    }
    InvalidInput.ifAny(faults);
  }
}
