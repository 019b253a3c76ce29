package org.retzef.basket.serviceplan;

import java.util.List;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.Refusal;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/** Nobody decides on this plan yet; all that stands in the way is said, in the reader's words. */
final class PlanNotReady extends Refusal {

  /**
   * @param hindrances one at least
   */
  PlanNotReady(List<Fault> hindrances) {
    super(Kind.CONFLICT, "service-plan-not-ready", sentences(hindrances));
  }

  private static MessageSourceResolvable sentences(List<Fault> hindrances) {
    return hindrances.stream()
        .map(fault -> words(fault.code(), fault.arguments().toArray()))
        .reduce((before, next) -> words("two-sentences", before, next))
        .orElseThrow();
  }

  private static MessageSourceResolvable words(String key, Object... arguments) {
    return new DefaultMessageSourceResolvable(new String[] {key}, arguments);
  }
}
