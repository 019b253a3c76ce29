package org.retzef.family.member;

import org.retzef.platform.problem.Refusal;

/** The household would have no head, or two: a head changes in one step with the next. */
final class HeadRequired extends Refusal {

  HeadRequired() {
    super(Kind.CONFLICT, "one-head-required");
  }
}
