package org.retzef.training.knowledge;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.retzef.platform.problem.Text;

/**
 * A guide, or its next version.
 *
 * @param validFrom today or later, and after the version before
 */
record PublishRequest(
    @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}", message = "knowledge-code-invalid")
        String code,
    @NotNull Phase phase,
    @NotNull LocalDate validFrom,
    @NotNull @Text(max = 160) String titleHe,
    @NotNull @Text(max = 20_000, multiline = true) String textHe) {

  /** Of an emergency [S1]. */
  enum Phase {
    EMERGENCY,
    EMERGENCY_ROUTINE,
    LIVING_WITH_IT
  }
}
