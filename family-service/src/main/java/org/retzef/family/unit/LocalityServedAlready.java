package org.retzef.family.unit;

import org.retzef.platform.problem.Refusal;

/** The centre serves this locality at that time already. */
final class LocalityServedAlready extends Refusal {

  LocalityServedAlready() {
    super(Kind.CONFLICT, "locality-served-already");
  }
}
