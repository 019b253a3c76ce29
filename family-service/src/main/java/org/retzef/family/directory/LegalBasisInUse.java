package org.retzef.family.directory;

import org.retzef.platform.problem.Refusal;

/** An agreement stands on a basis that was to be taken away. */
final class LegalBasisInUse extends Refusal {

  LegalBasisInUse() {
    super(Kind.CONFLICT, "legal-basis-in-use");
  }
}
