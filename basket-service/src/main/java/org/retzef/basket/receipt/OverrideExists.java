package org.retzef.basket.receipt;

import org.retzef.platform.problem.Refusal;

/** One proposal at a time, and one that was confirmed is the last. */
final class OverrideExists extends Refusal {

  OverrideExists() {
    super(Kind.CONFLICT, "override-exists");
  }
}
