package org.retzef.family.post;

import org.retzef.platform.problem.Refusal;

/** Today another post answers for this programme. */
final class ProgrammeOfAnother extends Refusal {

  ProgrammeOfAnother() {
    super(Kind.FORBIDDEN, "programme-of-another");
  }
}
