package org.retzef.family.questionnaire;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Text;

/**
 * Either who is asked or, where that is not known, how many are.
 *
 * @param unit where it is handed out
 * @param targets ids of families or service users, or {@code sub}s of workers
 * @param count how many are asked; each of them can answer once, but nobody can tell which
 */
record HandOutRequest(
    @NotNull UnitPath unit,
    @Nullable @Size(min = 1, max = 5000) List<@NotNull @Text(max = 200) String> targets,
    @Nullable
        @Min(value = 0, message = "count-invalid")
        @Max(value = 100_000, message = "count-invalid")
        Integer count) {

  @Override
  public String toString() {
    return "HandOutRequest";
  }
}
