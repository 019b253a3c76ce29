package org.retzef.family.plan;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Text;

/**
 * @param note in words; needed when the plan is returned
 */
record ApprovalRequest(
    @NotNull Decision decision, @Nullable @Text(max = 1000, multiline = true) String note) {

  enum Decision {
    APPROVE,
    RETURN
  }

  @Override
  public String toString() {
    return "ApprovalRequest " + decision;
  }
}
