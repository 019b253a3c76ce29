package org.retzef.basket.appeal;

import org.retzef.platform.problem.Refusal;

/** Who filed an appeal or refused the request does not decide on it. */
final class OwnDecision extends Refusal {

  OwnDecision() {
    super(Kind.CONFLICT, "own-decision");
  }
}
