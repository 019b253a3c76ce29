package org.retzef.family.assignment;

import org.retzef.platform.problem.Refusal;

/** The worker has this role with the family already, or two hand it over at once. */
final class AlreadyAssigned extends Refusal {

  AlreadyAssigned() {
    super(Kind.CONFLICT, "already-assigned");
  }
}
