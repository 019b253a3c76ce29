package org.retzef.basket.closing;

import org.retzef.platform.problem.Refusal;

/** This period is not closed. */
final class ClosingNotFound extends Refusal {

  ClosingNotFound() {
    super(Kind.NOT_FOUND, "closing-not-found");
  }
}
