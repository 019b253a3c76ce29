package org.retzef.family.plan;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.retzef.platform.problem.Text;

/**
 * A goal as it is written into a draft.
 *
 * @param goal what is to be reached
 * @param target when it counts as reached
 * @param indicator by what that is seen
 * @param worker the {@code sub} of who is responsible
 */
record GoalRequest(
    @NotNull PlanDomain domain,
    @NotNull Aspect aspect,
    @NotNull @Text(max = 500, multiline = true) String goal,
    @NotNull @Text(max = 500, multiline = true) String target,
    @NotNull @Text(max = 500, multiline = true) String indicator,
    @NotNull LocalDate dueOn,
    @NotNull @Text(max = 200) String worker) {

  @Override
  public String toString() {
    return "GoalRequest";
  }
}
