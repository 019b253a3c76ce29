package org.retzef.basket.serviceplan;

import org.retzef.platform.problem.Refusal;

/** A year is closed with what it taught. */
final class NothingLearned extends Refusal {

  NothingLearned() {
    super(Kind.CONFLICT, "nothing-learned");
  }
}
