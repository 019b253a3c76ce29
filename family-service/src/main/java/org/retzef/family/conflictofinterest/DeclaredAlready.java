package org.retzef.family.conflictofinterest;

import org.retzef.platform.problem.Refusal;

/** The worker's tie to this family was declared before and holds. */
final class DeclaredAlready extends Refusal {

  DeclaredAlready() {
    super(Kind.CONFLICT, "conflict-of-interest-declared-already");
  }
}
