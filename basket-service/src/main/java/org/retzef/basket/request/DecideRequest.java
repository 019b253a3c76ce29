package org.retzef.basket.request;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Text;

/**
 * @param reasonCode needed for a refusal and a return
 * @param note for the worker and the family
 */
record DecideRequest(
    @NotNull Decision.Verdict decision,
    Decision.@Nullable Reason reasonCode,
    @Nullable @Text(max = 1000, multiline = true) String note) {

  @Override
  public String toString() {
    return "DecideRequest " + decision;
  }
}
