package org.retzef.basket.approval;

import org.retzef.platform.problem.Refusal;

/** There is no such freeze in the caller's units. */
final class FreezeNotFound extends Refusal {

  FreezeNotFound() {
    super(Kind.NOT_FOUND, "freeze-not-found");
  }
}
