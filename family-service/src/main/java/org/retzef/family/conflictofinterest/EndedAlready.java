package org.retzef.family.conflictofinterest;

import org.retzef.platform.problem.Refusal;

/** It was ended before. */
final class EndedAlready extends Refusal {

  EndedAlready() {
    super(Kind.CONFLICT, "conflict-of-interest-ended-already");
  }
}
