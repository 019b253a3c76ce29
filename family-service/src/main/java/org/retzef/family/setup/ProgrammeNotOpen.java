package org.retzef.family.setup;

import java.util.List;
import org.retzef.platform.problem.Refusal;

/** No family can be enrolled yet; what is open of the set-up is named. */
public final class ProgrammeNotOpen extends Refusal {

  ProgrammeNotOpen(List<String> steps) {
    super(
        Kind.CONFLICT,
        "programme-not-open",
        steps.isEmpty() ? "OPENING" : String.join(", ", steps));
  }

  /** Nobody has started the set-up that the department needs. */
  static ProgrammeNotOpen notStarted() {
    return new ProgrammeNotOpen(List.of("START"));
  }
}
