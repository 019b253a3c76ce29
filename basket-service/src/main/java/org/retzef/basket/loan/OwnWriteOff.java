package org.retzef.basket.loan;

import org.retzef.platform.problem.Refusal;

/** Nobody approves a write-off that they proposed. */
final class OwnWriteOff extends Refusal {

  OwnWriteOff() {
    super(Kind.CONFLICT, "own-write-off");
  }
}
