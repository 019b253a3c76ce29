package org.retzef.family.conflictofinterest;

import org.retzef.platform.problem.Refusal;

/** There is none such with this family, or it is not for the caller to see. */
final class ConflictOfInterestNotFound extends Refusal {

  ConflictOfInterestNotFound() {
    super(Kind.NOT_FOUND, "conflict-of-interest-not-found");
  }
}
