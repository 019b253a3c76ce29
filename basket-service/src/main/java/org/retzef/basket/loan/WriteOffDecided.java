package org.retzef.basket.loan;

import org.retzef.platform.problem.Refusal;

/** It was approved already. */
final class WriteOffDecided extends Refusal {

  WriteOffDecided() {
    super(Kind.CONFLICT, "write-off-decided");
  }
}
