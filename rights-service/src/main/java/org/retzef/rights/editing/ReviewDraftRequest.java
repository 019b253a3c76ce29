package org.retzef.rights.editing;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Text;

/**
 * @param note why, for a return
 */
record ReviewDraftRequest(
    @NotNull Decision decision, @Nullable @Text(max = 2000, multiline = true) String note) {

  enum Decision {
    PUBLISH,
    RETURN
  }
}
