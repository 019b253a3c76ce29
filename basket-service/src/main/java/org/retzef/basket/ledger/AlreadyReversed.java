package org.retzef.basket.ledger;

import org.retzef.platform.problem.Refusal;

/** A posting is undone once. */
final class AlreadyReversed extends Refusal {

  AlreadyReversed() {
    super(Kind.CONFLICT, "already-reversed");
  }
}
