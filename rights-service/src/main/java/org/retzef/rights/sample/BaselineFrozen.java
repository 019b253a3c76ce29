package org.retzef.rights.sample;

import org.retzef.platform.problem.Refusal;

final class BaselineFrozen extends Refusal {

  BaselineFrozen() {
    super(Kind.CONFLICT, "baseline-frozen");
  }
}
