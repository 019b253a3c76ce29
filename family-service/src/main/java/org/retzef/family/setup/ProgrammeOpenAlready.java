package org.retzef.family.setup;

import org.retzef.platform.problem.Refusal;

/** The programme is open; its checklist is closed. */
final class ProgrammeOpenAlready extends Refusal {

  ProgrammeOpenAlready() {
    super(Kind.CONFLICT, "programme-open-already");
  }
}
