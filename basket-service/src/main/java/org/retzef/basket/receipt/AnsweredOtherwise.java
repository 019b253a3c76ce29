package org.retzef.basket.receipt;

import org.retzef.platform.problem.Refusal;

/** The first answer stands: money may have moved on it. */
final class AnsweredOtherwise extends Refusal {

  AnsweredOtherwise() {
    super(Kind.CONFLICT, "receipt-answered-otherwise");
  }
}
