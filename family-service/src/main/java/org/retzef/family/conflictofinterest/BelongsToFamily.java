package org.retzef.family.conflictofinterest;

import org.retzef.platform.problem.Refusal;

/** Whoever belongs to a family, or is close to it, does not decide on it. */
final class BelongsToFamily extends Refusal {

  BelongsToFamily() {
    super(Kind.CONFLICT, "conflict-of-interest");
  }
}
