package org.retzef.family.conflictofinterest;

import org.retzef.platform.problem.Refusal;

/** Nobody says of themselves that a tie is over. */
final class OwnConflictOfInterest extends Refusal {

  OwnConflictOfInterest() {
    super(Kind.CONFLICT, "own-conflict-of-interest");
  }
}
