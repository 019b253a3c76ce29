package org.retzef.family.emergencyaccess;

import org.retzef.platform.problem.Refusal;

/** The caller sees the family anyway. */
final class AccessNotNeeded extends Refusal {

  AccessNotNeeded() {
    super(Kind.CONFLICT, "access-not-needed");
  }
}
