package org.retzef.family.unit;

import org.retzef.platform.problem.Refusal;

/** An operator begins on this day already. */
final class OperatorAssignedAlready extends Refusal {

  OperatorAssignedAlready() {
    super(Kind.CONFLICT, "operator-assigned-already");
  }
}
