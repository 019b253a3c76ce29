package org.retzef.basket.appeal;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Text;

/**
 * @param note in the family's words
 */
record FileAppealRequest(
    @NotNull UUID requestId,
    @NotNull Appeal.Ground ground,
    @Nullable @Text(max = 2000, multiline = true) String note) {

  @Override
  public String toString() {
    return "FileAppealRequest " + requestId;
  }
}
