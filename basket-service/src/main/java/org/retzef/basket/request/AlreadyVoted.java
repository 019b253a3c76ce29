package org.retzef.basket.request;

import org.retzef.platform.problem.Refusal;

/** One member, one vote. */
final class AlreadyVoted extends Refusal {

  AlreadyVoted() {
    super(Kind.CONFLICT, "already-voted");
  }
}
