package org.retzef.training.cohort;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Text;

/** Who joins a cohort; who is in it already stays. */
record MembersRequest(
    @NotNull @Size(min = 1, max = 200, message = "size-invalid")
        List<@NotNull @Valid Member> members) {

  /**
   * @param trainee by the personal user name
   */
  record Member(@NotNull @Text(max = 200) String trainee, @NotNull UnitPath unit) {}
}
