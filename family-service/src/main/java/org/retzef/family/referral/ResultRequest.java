package org.retzef.family.referral;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Text;

/**
 * @param text for the sender
 */
record ResultRequest(
    @NotNull Referral.Result result, @Nullable @Text(max = 4000, multiline = true) String text) {

  @Override
  public String toString() {
    return "ResultRequest";
  }
}
