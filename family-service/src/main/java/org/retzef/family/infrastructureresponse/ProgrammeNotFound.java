package org.retzef.family.infrastructureresponse;

import org.retzef.platform.problem.Refusal;

/** There is no such programme. */
final class ProgrammeNotFound extends Refusal {

  ProgrammeNotFound() {
    super(Kind.NOT_FOUND, "programme-not-found");
  }
}
