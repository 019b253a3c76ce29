package org.retzef.family.plan;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;

/**
 * @param reviewOn the day on which the plan is to be looked at again
 */
record DraftPlanRequest(
    @NotNull LocalDate reviewOn,
    @NotNull @Size(max = Plan.MOST_GOALS) List<@NotNull @Valid GoalRequest> goals) {

  @Override
  public String toString() {
    return "DraftPlanRequest";
  }
}
