package org.retzef.basket.funding;

import org.retzef.platform.problem.Refusal;

/** As many sources as an entry of the ledger carries shares of. */
final class SourcesFull extends Refusal {

  SourcesFull() {
    super(Kind.CONFLICT, "sources-full");
  }
}
