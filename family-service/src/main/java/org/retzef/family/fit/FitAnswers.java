package org.retzef.family.fit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.retzef.platform.problem.Text;

/**
 * What a family answered; what stands in no answer is still to be asked. Sensitive: shown to who
 * works with the family, and kept under its key.
 */
record FitAnswers(@NotNull @Size(max = 20) List<@NotNull @Valid Answer> answers) {

  /**
   * @param fact one of {@code askable}
   */
  record Answer(@NotNull @Text(max = 60) String fact, @NotNull Boolean value) {}

  @Override
  public String toString() {
    return "FitAnswers";
  }
}
