package org.retzef.family.setup;

import java.util.List;
import org.retzef.platform.problem.Refusal;

/** The programme cannot open: steps of its checklist are open, which are named. */
final class SetupStepsOpen extends Refusal {

  SetupStepsOpen(List<String> steps) {
    super(Kind.CONFLICT, "set-up-steps-open", String.join(", ", steps));
  }
}
