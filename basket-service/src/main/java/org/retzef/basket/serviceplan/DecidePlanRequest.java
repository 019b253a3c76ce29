package org.retzef.basket.serviceplan;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.platform.problem.Text;

/**
 * @param note what is to be changed; stands among the comments
 */
record DecidePlanRequest(
    @NotNull Verdict decision, @Nullable @Text(max = 2000, multiline = true) String note) {

  enum Verdict {
    APPROVE(PlanStep.APPROVE),
    RETURN(PlanStep.RETURN);

    private final PlanStep step;

    Verdict(PlanStep step) {
      this.step = step;
    }

    PlanStep step() {
      return step;
    }
  }

  void requireNoteWithReturn() {
    if (decision == Verdict.RETURN && note == null) {
      throw new InvalidInput(Fault.of("note", "required"));
    }
  }

  @Override
  public String toString() {
    return "DecidePlanRequest " + decision;
  }
}
