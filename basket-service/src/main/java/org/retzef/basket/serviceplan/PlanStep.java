package org.retzef.basket.serviceplan;

import static org.retzef.basket.serviceplan.PlanStatus.APPROVED;
import static org.retzef.basket.serviceplan.PlanStatus.CLOSED;
import static org.retzef.basket.serviceplan.PlanStatus.DRAFT;
import static org.retzef.basket.serviceplan.PlanStatus.STARTED;
import static org.retzef.basket.serviceplan.PlanStatus.SUBMITTED;
import static org.retzef.basket.serviceplan.PlanStatus.SUPERVISED;

import java.util.Set;

/** The table of a plan's year: what each step leads to, and from where it may be taken [S2]. */
enum PlanStep {
  SUBMIT(SUBMITTED, DRAFT),
  RETURN(DRAFT, SUBMITTED),
  APPROVE(APPROVED, SUBMITTED),
  START(STARTED, APPROVED),
  SUPERVISE(SUPERVISED, STARTED),
  CLOSE(CLOSED, SUPERVISED),
  /** It is planned anew, and then approved anew: another edition of the same plan. */
  REVISE(DRAFT, APPROVED, STARTED, SUPERVISED);

  private final PlanStatus to;
  private final Set<PlanStatus> from;

  PlanStep(PlanStatus to, PlanStatus... from) {
    this.to = to;
    this.from = Set.of(from);
  }

  PlanStatus to() {
    return to;
  }

  Set<PlanStatus> from() {
    return from;
  }

  /** Fails with {@link PlanStepNotAllowed}. */
  void requireFrom(PlanStatus status) {
    if (!from.contains(status)) {
      throw new PlanStepNotAllowed();
    }
  }
}
