package org.retzef.family.conflictofinterest;

import org.retzef.platform.problem.Refusal;

/** Everybody declares for themselves; for others, who leads them. */
final class DeclaredForAnother extends Refusal {

  DeclaredForAnother() {
    super(Kind.FORBIDDEN, "conflict-of-interest-of-another");
  }
}
