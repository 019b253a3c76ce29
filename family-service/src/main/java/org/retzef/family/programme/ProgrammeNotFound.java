package org.retzef.family.programme;

import org.retzef.platform.problem.Refusal;

/** There is no such programme. */
public final class ProgrammeNotFound extends Refusal {

  ProgrammeNotFound() {
    super(Kind.NOT_FOUND, "programme-not-found");
  }
}
