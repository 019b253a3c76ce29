package org.retzef.family.fit;

import java.time.Clock;
import java.time.LocalDate;
import org.retzef.family.fit.rules.Conditions;
import org.retzef.family.fit.rules.Criterion;
import org.retzef.family.post.Posts;
import org.retzef.family.programme.Programmes;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Words a criterion anew. Runs inside the caller's command. */
@Service
class CriterionChange {

  private final Criteria criteria;
  private final Programmes programmes;
  private final Posts posts;
  private final Conditions conditions;
  private final Clock clock;

  CriterionChange(
      Criteria criteria, Programmes programmes, Posts posts, Conditions conditions, Clock clock) {
    this.criteria = criteria;
    this.programmes = programmes;
    this.posts = posts;
    this.conditions = conditions;
    this.clock = clock;
  }

  Mono<Criterion> change(Caller caller, String track, CriterionRequest request) {
    if (!conditions.understands(request.expression())) {
      throw new InvalidInput(Fault.of("expression", "criterion-not-understood"));
    }
    if (request.from().isBefore(LocalDate.now(clock))) {
      throw new InvalidInput(Fault.of("from", "date-in-past"));
    }
    return programmes
        .requireTrack(track)
        .flatMap(known -> posts.requireAnswersFor(caller, known.programme()))
        .then(criteria.replace(track, request))
        .onErrorMap(DataIntegrityViolationException.class, overlap -> new CriterionBeginsAlready());
  }
}
