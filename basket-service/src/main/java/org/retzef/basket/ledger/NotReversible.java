package org.retzef.basket.ledger;

import org.retzef.platform.problem.Refusal;

/** The posting goes with a request, basket, donation or loan: with something that happened. */
final class NotReversible extends Refusal {

  NotReversible() {
    super(Kind.CONFLICT, "not-reversible");
  }
}
