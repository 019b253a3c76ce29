package org.retzef.basket.serviceplan;

import jakarta.validation.constraints.NotNull;

/** The next step of the plan's year. */
record MovePlanRequest(@NotNull Move step) {

  enum Move {
    /** Its services begin. */
    START(PlanStep.START),
    /** How they are carried out is supervised from now on. */
    SUPERVISE(PlanStep.SUPERVISE),
    /** The year is over, and what it taught is written down. */
    CLOSE(PlanStep.CLOSE),
    /** It is planned anew. */
    REVISE(PlanStep.REVISE);

    private final PlanStep step;

    Move(PlanStep step) {
      this.step = step;
    }

    PlanStep step() {
      return step;
    }
  }
}
