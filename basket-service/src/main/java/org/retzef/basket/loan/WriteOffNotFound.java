package org.retzef.basket.loan;

import org.retzef.platform.problem.Refusal;

/** There is no such proposal to write the loan off. */
final class WriteOffNotFound extends Refusal {

  WriteOffNotFound() {
    super(Kind.NOT_FOUND, "write-off-not-found");
  }
}
