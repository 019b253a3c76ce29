package org.retzef.rights.takeup;

import org.retzef.platform.problem.Refusal;

/** The family has an open case for this right. */
final class CaseAlreadyOpen extends Refusal {

  CaseAlreadyOpen() {
    super(Kind.CONFLICT, "take-up-case-already-open");
  }
}
