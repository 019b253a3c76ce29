package org.retzef.basket.appeal;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Text;

/**
 * @param answer to the family
 */
record DecideAppealRequest(
    @NotNull Appeal.Outcome outcome,
    @NotNull Appeal.Reason reasonCode,
    @Nullable @Text(max = 2000, multiline = true) String answer) {

  @Override
  public String toString() {
    return "DecideAppealRequest " + outcome;
  }
}
